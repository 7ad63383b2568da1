create or replace function app_private.tg__panel_nutrients() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_id integer;
begin
  select x.id into v_id from unnest(new.panel_nutrient_ids) x(id)
   where not exists (select from app_public.nutrients n where n.id = x.id and n.is_panel and n.is_summable) limit 1;
  if found then
    raise exception 'Plans do not compute the nutrient %; the panel can show only what they compute.', coalesce(v_id::text, '"nothing"') using errcode = 'TF400';
  end if;
  if (select count(distinct x.id) from unnest(new.panel_nutrient_ids) x(id)) < cardinality(new.panel_nutrient_ids) then
    raise exception 'The panel names a nutrient twice.' using errcode = 'TF400';
  end if;
  return new;
end $$;

comment on function app_private.tg__panel_nutrients() is
  'TF400 unless panel_nutrient_ids names, each once, nutrients that plans compute: what foods hold of the others is not summed anywhere.';
