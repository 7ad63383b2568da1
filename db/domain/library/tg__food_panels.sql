-- Definer and owned by the migrating role on purpose: an import writes foods and facts without an identity; the organisation is the row's own.
create or replace function app_private.tg__food_panels() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org_ids uuid[];
  v_food_ids uuid[];
begin
  if tg_op = 'INSERT' then
    select array_agg(c.org_id), array_agg(c.food_id) into v_org_ids, v_food_ids
      from (select distinct r.org_id, r.food_id from after_rows r) c;
  elsif tg_op = 'DELETE' then
    select array_agg(c.org_id), array_agg(c.food_id) into v_org_ids, v_food_ids
      from (select distinct r.org_id, r.food_id from before_rows r) c;
  else
    select array_agg(c.org_id), array_agg(c.food_id) into v_org_ids, v_food_ids
      from (select r.org_id, r.food_id from before_rows r union select r.org_id, r.food_id from after_rows r) c;
  end if;
  if v_food_ids is null then
    return null;
  elsif tg_argv[0] = 'values' then
    call app_private.write_food_panels(v_org_ids, v_food_ids);
  else
    call app_private.write_food_fact_panels(v_org_ids, v_food_ids);
  end if;
  call app_private.write_written_facts(v_org_ids, v_food_ids, tg_table_name);
  return null;
end $$;

create or replace function app_private.tg__nutrient_panel() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_is_changed boolean;
  v_org_ids uuid[];
  v_food_ids uuid[];
begin
  if tg_op = 'INSERT' then
    v_is_changed := exists (select from after_rows a where a.is_panel or a.is_ruled);
  elsif tg_op = 'DELETE' then
    v_is_changed := exists (select from before_rows b where b.is_panel or b.is_ruled);
  else
    v_is_changed := exists (
      select from before_rows b join after_rows a on a.id = b.id
       where (a.is_panel, a.is_ruled, a.is_summable, a.sort_order) is distinct from (b.is_panel, b.is_ruled, b.is_summable, b.sort_order));
  end if;
  if v_is_changed then
    select array_agg(p.org_id), array_agg(p.food_id) into v_org_ids, v_food_ids from app_private.food_panels p;
    call app_private.write_food_panels(v_org_ids, v_food_ids);
  end if;
  return null;
end $$;

comment on function app_private.tg__food_panels() is 'Statement trigger of food_nutrients, food_tags and food_allergens: keeps the panel of the foods that changed, and the text that is frozen of them (written_facts), equal to them. Argument: values (food_panels) or facts (food_fact_panels).';
comment on function app_private.tg__nutrient_panel() is 'Statement trigger of nutrients: another panel or order derives all food_panels anew, once.';
