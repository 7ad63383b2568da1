-- What the functions of meal plans take: edits of a draft, and decisions about findings.
create type app_public.meal_plan_edit_op as enum (
  'add_item', 'update_item', 'move_item', 'remove_item',
  'add_meal', 'update_meal', 'move_meal', 'remove_meal',
  'add_day', 'update_day', 'remove_day',
  'set_target', 'remove_target', 'update_version'
);
comment on type app_public.meal_plan_edit_op is 'What one edit of a draft does.';

create type app_public.meal_plan_edit as (
  op app_public.meal_plan_edit_op,
  id uuid,
  day_id uuid,
  meal_id uuid,
  position integer,
  alternative_of_id uuid,
  food_id uuid,
  recipe_id uuid,
  free_text text,
  amount numeric,
  food_portion_id uuid,
  unit_code text,
  name text,
  time_of_day text,
  note text,
  nutrient_id integer,
  minimum numeric,
  maximum numeric,
  day_number integer,
  day_mapping app_public.day_mapping,
  is_repeating boolean
);
comment on type app_public.meal_plan_edit is
  'One edit of a draft. Only what its op needs is filled in; when something is updated, what is left out stays as it is, and an empty text clears.';
comment on column app_public.meal_plan_edit.op is 'What to do.';
comment on column app_public.meal_plan_edit.id is 'The item, meal or day that is added (an id made by the caller), updated, moved or removed.';
comment on column app_public.meal_plan_edit.day_id is 'add_meal, move_meal: the day it goes to; left out when moving = the same day.';
comment on column app_public.meal_plan_edit.meal_id is 'add_item, move_item: the meal it goes to; left out when moving = the same meal.';
comment on column app_public.meal_plan_edit.position is 'Its place in the list that it goes to, from 1, alternatives counted; left out or too large = the end. add_day: left out = the end.';
comment on column app_public.meal_plan_edit.alternative_of_id is 'add_item, move_item: the item that this one is an "or" of; left out = it counts itself.';
comment on column app_public.meal_plan_edit.food_id is 'add_item, update_item: a food; an item is a food, a recipe or a free text.';
comment on column app_public.meal_plan_edit.recipe_id is 'add_item, update_item: a recipe.';
comment on column app_public.meal_plan_edit.free_text is 'add_item, update_item: words instead of a food, which count as one unknown food.';
comment on column app_public.meal_plan_edit.amount is 'add_item, update_item: how many portions or units, above 0; a free text may leave it out (1).';
comment on column app_public.meal_plan_edit.food_portion_id is 'add_item, update_item: a portion of that very food; replaces the unit.';
comment on column app_public.meal_plan_edit.unit_code is 'add_item, update_item: a unit (a recipe: "serving", or a unit of mass if its cooked weight is known); replaces the portion.';
comment on column app_public.meal_plan_edit.name is 'add_meal, update_meal: the meal''s name.';
comment on column app_public.meal_plan_edit.time_of_day is 'add_meal, update_meal: when the meal is eaten, such as 08:30; empty = at no fixed time.';
comment on column app_public.meal_plan_edit.note is 'What the client reads beside the item, meal, day or version.';
comment on column app_public.meal_plan_edit.nutrient_id is 'set_target, remove_target: the nutrient, by its USDA number.';
comment on column app_public.meal_plan_edit.minimum is 'set_target: lowest amount a day, in the nutrient''s unit; left out = none.';
comment on column app_public.meal_plan_edit.maximum is 'set_target: highest amount a day, in the nutrient''s unit; left out = none.';
comment on column app_public.meal_plan_edit.day_number is 'add_day: where the day goes, from 1; later days move back by one. update_day: the number to move it to.';
comment on column app_public.meal_plan_edit.day_mapping is 'update_version: how days map to dates.';
comment on column app_public.meal_plan_edit.is_repeating is 'update_version: whether the plan starts again after its last day.';

create type app_public.safety_decision as (
  finding_key text,
  reason text
);
comment on type app_public.safety_decision is 'A person''s answer to one finding: an override of a breach, or an acknowledgement of what could not be determined.';
comment on column app_public.safety_decision.finding_key is 'The finding''s key. One acknowledgement covers all undetermined findings of the same rule and version.';
comment on column app_public.safety_decision.reason is 'Why, in at least five characters; it is kept with the plan.';
