-- A food's panel as one number, a block of digits a nutrient, so that weighing a food is one multiplication and adding up a meal one sum.
alter table app_private.food_panels
  add column packed numeric,               -- null where a value has more digits than a block holds
  add column lacks bit varying,            -- 1 where there is no value
  add column lacking integer[];            -- the nutrients without a value
create index on app_private.food_panels (food_id) where packed is null;

-- What the rules that ship name beside the panel is packed with it.
alter table app_public.nutrients add column is_ruled boolean not null default false;

-- NaN is greater than infinity: neither is an amount.
alter table app_public.food_nutrients add check (amount < 'infinity');

-- How amounts are packed: of which nutrients, how many of them as food_panels has them, digits a nutrient, how many of those are
-- decimals, and how many digits stand before the first block.
create type app_private.packing as (
  nutrient_ids integer[], stored integer, width integer, decimals integer, shift integer
);
