call app_private.protect_table('app_private.food_fact_panels', 'library');

create or replace trigger _500_food_fact_panels_insert after insert on app_public.food_tags referencing new table as after_rows
  for each statement execute function app_private.tg__food_panels('facts');
create or replace trigger _500_food_fact_panels_update after update on app_public.food_tags
  referencing old table as before_rows new table as after_rows
  for each statement execute function app_private.tg__food_panels('facts');
create or replace trigger _500_food_fact_panels_delete after delete on app_public.food_tags referencing old table as before_rows
  for each statement execute function app_private.tg__food_panels('facts');

create or replace trigger _500_food_fact_panels_insert after insert on app_public.food_allergens referencing new table as after_rows
  for each statement execute function app_private.tg__food_panels('facts');
create or replace trigger _500_food_fact_panels_update after update on app_public.food_allergens
  referencing old table as before_rows new table as after_rows
  for each statement execute function app_private.tg__food_panels('facts');
create or replace trigger _500_food_fact_panels_delete after delete on app_public.food_allergens referencing old table as before_rows
  for each statement execute function app_private.tg__food_panels('facts');

create or replace trigger _500_fact_positions_insert after insert on app_public.tags referencing new table as after_rows
  for each statement execute function app_private.tg__fact_positions();
create or replace trigger _500_fact_positions_update after update on app_public.tags
  referencing old table as before_rows new table as after_rows
  for each statement execute function app_private.tg__fact_positions();
create or replace trigger _500_fact_positions_delete after delete on app_public.tags referencing old table as before_rows
  for each statement execute function app_private.tg__fact_positions();

create or replace trigger _500_fact_positions_insert after insert on app_public.allergens referencing new table as after_rows
  for each statement execute function app_private.tg__fact_positions();
create or replace trigger _500_fact_positions_update after update on app_public.allergens
  referencing old table as before_rows new table as after_rows
  for each statement execute function app_private.tg__fact_positions();
create or replace trigger _500_fact_positions_delete after delete on app_public.allergens referencing old table as before_rows
  for each statement execute function app_private.tg__fact_positions();

-- Facts that were stated before this table was there.
do $$
declare
  v_org_ids uuid[];
  v_food_ids uuid[];
begin
  select array_agg(f.org_id), array_agg(f.food_id) into v_org_ids, v_food_ids
    from (select t.org_id, t.food_id from app_public.food_tags t union select a.org_id, a.food_id from app_public.food_allergens a
          except select p.org_id, p.food_id from app_private.food_fact_panels p) f;
  call app_private.write_food_fact_panels(v_org_ids, v_food_ids);
end $$;

comment on table app_private.food_fact_panels is $$What an organisation says of a food's properties and allergens in one row, derived from food_tags and food_allergens by triggers.$$;
comment on column app_private.food_fact_panels.org_id is 'The organisation that states it; its own word counts before the knowledge base''s.';
comment on column app_private.food_fact_panels.food_org_id is 'The organisation of the food.';
comment on column app_private.food_fact_panels.food_id is 'The food.';
comment on column app_private.food_fact_panels.facts is 'One byte a property or allergen, in the order of fact_positions(): 0 = no word, else as fact_byte() says.';
