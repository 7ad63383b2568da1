call app_private.protect_table('app_private.food_panels', 'library');

create or replace trigger _500_food_panels_insert after insert on app_public.food_nutrients referencing new table as after_rows
  for each statement execute function app_private.tg__food_panels('values');
create or replace trigger _500_food_panels_update after update on app_public.food_nutrients
  referencing old table as before_rows new table as after_rows
  for each statement execute function app_private.tg__food_panels('values');
create or replace trigger _500_food_panels_delete after delete on app_public.food_nutrients referencing old table as before_rows
  for each statement execute function app_private.tg__food_panels('values');

create or replace trigger _500_nutrient_panel_insert after insert on app_public.nutrients referencing new table as after_rows
  for each statement execute function app_private.tg__nutrient_panel();
create or replace trigger _500_nutrient_panel_update after update on app_public.nutrients
  referencing old table as before_rows new table as after_rows
  for each statement execute function app_private.tg__nutrient_panel();
create or replace trigger _500_nutrient_panel_delete after delete on app_public.nutrients referencing old table as before_rows
  for each statement execute function app_private.tg__nutrient_panel();

-- Panels that were derived before they were packed.
do $$
declare
  v_org_ids uuid[];
  v_food_ids uuid[];
begin
  select array_agg(p.org_id), array_agg(p.food_id) into v_org_ids, v_food_ids from app_private.food_panels p where p.lacking is null;
  call app_private.write_food_panels(v_org_ids, v_food_ids);
end $$;

comment on table app_private.food_panels is $$The panel of a food in one row, derived from food_nutrients by triggers.$$;
comment on column app_private.food_panels.org_id is 'The organisation that owns the food; all zeros = the knowledge base.';
comment on column app_private.food_panels.food_id is 'The food.';
comment on column app_private.food_panels.known is 'Per 100 g in the order of panel_nutrient_ids(); 0 where unknown.';
comment on column app_private.food_panels.unknown is 'In the same order: 1 where there is no value, else 0.';
comment on column app_private.food_panels.packed is 'Per 100 g, times 10^13, as one number: a block of 32 digits a nutrient, in the order of packed_nutrient_ids(), the first leftmost; 0 where unknown. Null where a value has more than four decimals, or is a million or more: such a food is packed where it is asked for.';
comment on column app_private.food_panels.lacks is 'In the same order: 1 where there is no value, else 0.';
comment on column app_private.food_panels.lacking is 'Those of packed_nutrient_ids() that have no value, so that nobody looks through all of them for the few.';
