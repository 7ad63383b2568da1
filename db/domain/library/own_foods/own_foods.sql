create or replace function app_public.own_foods(
  query text default '', kind text default null, archived_only boolean default false, skip integer default 0, first integer default 50
) returns json
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_limit constant integer := least(greatest(coalesce(first, 50), 1), 200);
  v_skip constant integer := greatest(coalesce(skip, 0), 0);
  v_words constant text[] := array(select '%' || w.word || '%' from string_to_table(app_private.search_normal(left(query, 200)), ' ') w(word) where w.word <> '');
  v_energy constant integer := array_position(app_private.panel_nutrient_ids(), 208);
begin
  return (
    with found as materialized (
      select f.* from app_public.foods f
       where f.org_id = v_org and (f.archived_at is not null) = coalesce(own_foods.archived_only, false)
         and (own_foods.kind is null or f.kind = own_foods.kind)
         and (f.search_text like all (v_words) or f.barcode = nullif(trim(query), ''))
    )
    select json_build_object(
             'total', (select count(*) from found),
             'foods', coalesce(json_agg(json_build_object(
               'id', f.id, 'name', f.name, 'brand', f.brand, 'kind', f.kind, 'group', g.name, 'source', f.source, 'isArchived', f.archived_at is not null,
               'copiedFrom', (select o.name from app_public.foods o where (o.org_id, o.id) = (f.copied_from_org_id, f.copied_from_id)),
               'kcalPer100g', case when p.unknown[v_energy] = 0 then p.known[v_energy] end,
               'knownCount', (select count(*) from app_public.food_nutrients n where (n.org_id, n.food_id) = (f.org_id, f.id)),
               'updatedAt', f.updated_at) order by f.search_name, f.id), '[]'))
      from (select * from found order by search_name, id limit v_limit offset v_skip) f
      left join app_public.food_groups g on g.code = f.food_group_code
      left join app_private.food_panels p on (p.org_id, p.food_id) = (f.org_id, f.id));
end $$;
-- Definer: it reads derived panels that no role is granted; the organisation is stated, and own_organisation binds it.
alter function app_public.own_foods(text, text, boolean, integer, integer) owner to tf_definer;

comment on function app_public.own_foods(text, text, boolean, integer, integer) is
  'The organisation''s own foods by name, at most 200: {total, foods: [{id, name, brand, kind, group, source, isArchived, copiedFrom, kcalPer100g, knownCount (values per 100 g), updatedAt}]}. query: each word is in the name, another name or the brand, or it is the barcode. archived_only: those that are archived instead.';
revoke execute on function app_public.own_foods(text, text, boolean, integer, integer) from public;
grant execute on function app_public.own_foods(text, text, boolean, integer, integer) to tf_assistant, tf_dietitian, tf_org_admin;
