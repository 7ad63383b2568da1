create or replace function app_private.shown_nutrient_ids(org uuid) returns integer[]
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(
    (select array_agg(s.id order by s.position)
       from app_public.organizations o, unnest(o.panel_nutrient_ids) with ordinality s(id, position)
       join app_public.nutrients n on n.id = s.id and n.is_panel and n.is_summable -- what left the panel meanwhile is not computed
      where o.id = org),
    app_private.panel_nutrient_ids())
$$;

comment on function app_private.shown_nutrient_ids(uuid) is
  'The nutrients that the organisation''s screens show, in its order: those that it chose out of panel_nutrient_ids(), or all of them. For showing only: what is computed, ruled on and frozen is the whole panel.';
grant execute on function app_private.shown_nutrient_ids(uuid) to tf_definer;
