-- Recipes are saved whole, by whoever saw the revision; an ingredient is written as people measure it, and resolved to grams.
alter table app_public.recipes
  add column revision integer not null default 1,
  add column copied_from_org_id uuid,
  add column copied_from_id uuid,
  add foreign key (copied_from_org_id, copied_from_id) references app_public.recipes (org_id, id) on delete set null (copied_from_org_id, copied_from_id),
  add check ((copied_from_org_id is null) = (copied_from_id is null)),
  add check (copied_from_org_id in (org_id, '00000000-0000-0000-0000-000000000000'));
create index on app_public.recipes (copied_from_org_id, copied_from_id);

alter table app_public.recipe_ingredients
  add column amount numeric check (amount > 0 and amount <= 100000),
  add column food_portion_org_id uuid,
  add column food_portion_id uuid,                     -- amount × portion of that very food, or …
  add column unit_code text references app_public.units, -- … amount × unit ('serving' for recipes)
  add foreign key (food_portion_org_id, food_org_id, food_id, food_portion_id) references app_public.food_portions (org_id, food_org_id, food_id, id),
  add check ((food_portion_org_id is null) = (food_portion_id is null)),
  add check (food_portion_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  add check (food_portion_id is null or food_id is not null);
update app_public.recipe_ingredients set amount = coalesce(grams, servings), unit_code = case when grams is null then 'serving' else 'g' end;
alter table app_public.recipe_ingredients
  alter column amount set not null,
  add check (num_nonnulls(food_portion_id, unit_code) = 1);
create index on app_public.recipe_ingredients (food_portion_org_id, food_org_id, food_id, food_portion_id);
create index on app_public.recipe_ingredients (unit_code);

-- What a dish has of what its foods have: see the comment on the column.
alter table app_public.tags add column dish_rule text not null default 'none' check (dish_rule in ('any', 'all', 'absent', 'none'));

create type app_public.recipe_line as (
  id uuid,
  food_id uuid,
  recipe_id uuid,
  amount numeric,
  food_portion_id uuid,
  unit_code text,
  discarded_share numeric
);
comment on type app_public.recipe_line is 'One ingredient of a recipe that is saved or looked at: so much of a food or of another recipe. The order of the list is the order of display.';
comment on column app_public.recipe_line.id is 'Identifies the ingredient; an id that it had before keeps its history. Left out = a new one.';
comment on column app_public.recipe_line.food_id is 'The food; an ingredient is a food or a recipe.';
comment on column app_public.recipe_line.recipe_id is 'The recipe that is used.';
comment on column app_public.recipe_line.amount is 'How many portions or units, above 0.';
comment on column app_public.recipe_line.food_portion_id is 'A portion of that very food; instead of the unit.';
comment on column app_public.recipe_line.unit_code is 'A unit of mass, or of volume where the food''s density is known; of a recipe "serving", or a unit of mass where its cooked weight is known.';
comment on column app_public.recipe_line.discarded_share is 'Share that is not eaten, from 0 to below 1, such as frying oil or brine; left out = none.';

-- An ingredient with its amount resolved, or with what is wrong with it.
create type app_private.recipe_part as (
  n integer,
  id uuid,
  food_id uuid,
  recipe_id uuid,
  amount numeric,
  food_portion_id uuid,
  unit_code text,
  grams numeric,
  servings numeric,
  discarded_share numeric,
  problem_code text,
  problem text
);

-- A food that an ingredient (n) comes to in the whole dish, recipes taken apart; no food_id = something of which nothing is known.
create type app_private.recipe_food as (
  n integer,
  food_id uuid,
  grams numeric
);
