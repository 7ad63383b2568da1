-- Definer and owned by the migrating role on purpose: an import writes facts without an identity; the organisation is the row's own.
create or replace function app_private.tg__fact_positions() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_kb constant text := '00000000-0000-0000-0000-000000000000'; -- an allergen that an organisation adds has no byte, and touches nobody's panels
  v_is_changed boolean;
  v_org_ids uuid[];
  v_food_ids uuid[];
begin
  if tg_op = 'INSERT' then
    v_is_changed := exists (select from after_rows r where coalesce(to_jsonb(r) ->> 'org_id', v_kb) = v_kb);
  elsif tg_op = 'DELETE' then
    v_is_changed := exists (select from before_rows r where coalesce(to_jsonb(r) ->> 'org_id', v_kb) = v_kb);
  else
    -- All of what a position follows from: which row it is, its code, and of a tag whether it is one of foods.
    v_is_changed := exists (
      select to_jsonb(a) -> 'id', a.code, to_jsonb(a) -> 'kind' from after_rows a where coalesce(to_jsonb(a) ->> 'org_id', v_kb) = v_kb
      except select to_jsonb(b) -> 'id', b.code, to_jsonb(b) -> 'kind' from before_rows b);
  end if;
  if v_is_changed then
    select array_agg(p.org_id), array_agg(p.food_id) into v_org_ids, v_food_ids from app_private.food_fact_panels p;
    call app_private.write_food_fact_panels(v_org_ids, v_food_ids);
  end if;
  return null;
end $$;

comment on function app_private.tg__fact_positions() is 'Statement trigger of tags and allergens: another vocabulary of the knowledge base derives all food_fact_panels anew, once.';
