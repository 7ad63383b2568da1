call app_private.protect_table('app_private.written_facts', 'library');

-- Rows of food_nutrients, food_allergens and food_tags: see tg__food_panels(). Here, what else the text depends on, and how rows go without a row.
-- Definer and owned by the migrating role on purpose: a release renames allergens without an identity; the organisation is the row's own.
create or replace function app_private.tg__written_facts() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org_ids uuid[];
  v_food_ids uuid[];
begin
  if tg_op = 'TRUNCATE' then
    select array_agg(w.org_id), array_agg(w.food_id) into v_org_ids, v_food_ids from app_private.written_facts w;
    call app_private.write_written_facts(v_org_ids, v_food_ids, tg_table_name);
  else
    select array_agg(c.org_id), array_agg(c.food_id) into v_org_ids, v_food_ids
      from (select distinct s.org_id, s.food_id
              from before_rows b join after_rows a on (a.org_id, a.id) = (b.org_id, b.id) and a.code <> b.code
              join app_public.food_allergens s on (s.allergen_org_id, s.allergen_id) = (a.org_id, a.id)) c;
    call app_private.write_written_facts(v_org_ids, v_food_ids, 'food_allergens');
  end if;
  return null;
end $$;

create or replace trigger _500_written_facts after update on app_public.allergens referencing old table as before_rows new table as after_rows
  for each statement execute function app_private.tg__written_facts();
create or replace trigger _500_written_facts_truncate after truncate on app_public.food_nutrients
  for each statement execute function app_private.tg__written_facts();
create or replace trigger _500_written_facts_truncate after truncate on app_public.food_allergens
  for each statement execute function app_private.tg__written_facts();
create or replace trigger _500_written_facts_truncate after truncate on app_public.food_tags
  for each statement execute function app_private.tg__written_facts();

-- Facts that were stated before this table was there.
do $$
declare
  v_org_ids uuid[];
  v_food_ids uuid[];
begin
  select array_agg(f.org_id), array_agg(f.food_id) into v_org_ids, v_food_ids
    from (select p.org_id, p.food_id from app_private.food_panels p union select p.org_id, p.food_id from app_private.food_fact_panels p
          except select w.org_id, w.food_id from app_private.written_facts w) f;
  call app_private.write_written_facts(v_org_ids, v_food_ids);
end $$;

comment on table app_private.written_facts is $$What an organisation says of a food, as publishing freezes it, derived from food_nutrients, food_allergens and food_tags by triggers.$$;
comment on column app_private.written_facts.org_id is 'The organisation that states it; its own word counts before the knowledge base''s.';
comment on column app_private.written_facts.food_org_id is 'The organisation of the food.';
comment on column app_private.written_facts.food_id is 'The food.';
comment on column app_private.written_facts.facts is 'What publishing freezes, as the text of jsonb: {"tags": {code: {isPresent, provenance}}, "allergens": {code: {presence, provenance}}, "nutrients": {id: amount per 100 g}}. Of an organisation''s word about a food of the knowledge base nutrients are empty.';
comment on function app_private.tg__written_facts() is
  'Statement trigger of allergens, whose codes stand in the text; and of what the text comes from, where all of it is gone at once.';
