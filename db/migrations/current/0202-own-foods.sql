-- An organisation's own foods: made here or copied from another one with changes, and portions that it states of any food.

alter table app_public.foods
  add column kind text not null default 'food' check (kind in ('food', 'supplement', 'sip_feed', 'fluid')),
  add column source_on date check (source_on >= '1900-01-01'), -- when the source stated its figures; null = it does not say
  add column copied_from_org_id uuid,
  add column copied_from_id uuid,
  add column revision integer not null default 1 check (revision > 0), -- of an own food: whoever changes it names the one that they saw
  add column created_with jsonb,           -- what it was made of, to know the request again
  add foreign key (copied_from_org_id, copied_from_id) references app_public.foods (org_id, id) on delete set null (copied_from_org_id, copied_from_id),
  add check ((copied_from_org_id is null) = (copied_from_id is null)),
  add check (copied_from_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  add check (copied_from_id <> id);
create index on app_public.foods (copied_from_org_id, copied_from_id) where copied_from_id is not null;
-- The list of an organisation's own foods, current and archived.
create index on app_public.foods (org_id, search_name, id) where org_id <> '00000000-0000-0000-0000-000000000000';

-- Of single values, where they differ from the food's: a copied food keeps the words of its original, and what is changed says since when.
alter table app_public.food_nutrients
  add column source text check (length(trim(source)) between 1 and 200),
  add column stated_on date check (stated_on >= '1900-01-01');

-- A portion belongs to whoever states it: an organisation states portions of the knowledge base's foods, too. org_id = who states it.
alter table app_public.meal_plan_items drop constraint meal_plan_items_food_org_id_food_id_food_portion_id_fkey;
alter table app_public.food_portions
  add column food_org_id uuid,
  add column archived_at timestamptz,      -- in use somewhere, and not offered any more
  add column revision integer not null default 1 check (revision > 0),
  drop constraint food_portions_org_id_food_id_fkey,
  drop constraint food_portions_org_id_food_id_id_key;
update app_public.food_portions set food_org_id = org_id;
alter table app_public.food_portions
  alter column food_org_id set not null,
  add unique (org_id, food_org_id, food_id, id),
  add foreign key (food_org_id, food_id) references app_public.foods (org_id, id) on delete cascade,
  add check (food_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  add check (grams <= 100000);
create index on app_public.food_portions (food_id, food_org_id);

-- What counts a portion names who stated it; the key ties it to that very food.
alter table app_public.meal_plan_items add column food_portion_org_id uuid;
alter table app_public.meal_plan_items disable trigger user;
update app_public.meal_plan_items set food_portion_org_id = food_org_id where food_portion_id is not null;
alter table app_public.meal_plan_items enable trigger user;
alter table app_public.meal_plan_items
  add foreign key (food_portion_org_id, food_org_id, food_id, food_portion_id) references app_public.food_portions (org_id, food_org_id, food_id, id),
  add check ((food_portion_org_id is null) = (food_portion_id is null)),
  add check (food_portion_org_id in (org_id, '00000000-0000-0000-0000-000000000000'));
create index on app_public.meal_plan_items (food_portion_org_id, food_org_id, food_id, food_portion_id) where food_portion_id is not null;

-- Own foods are written by functions, which look at the whole: see domain/library/own_foods.
revoke insert, update, delete on app_public.foods, app_public.food_nutrients, app_public.food_portions from tf_dietitian, tf_org_admin;
drop policy if exists insert_curator on app_public.foods;
drop policy if exists update_curator on app_public.foods;
drop policy if exists insert_curator on app_public.food_nutrients;
drop policy if exists update_curator on app_public.food_nutrients;
drop policy if exists delete_curator on app_public.food_nutrients;
drop policy if exists insert_curator on app_public.food_portions;
drop policy if exists update_curator on app_public.food_portions;
drop policy if exists delete_curator on app_public.food_portions;

create type app_public.food_content as (
  name text,
  kind text,
  synonyms text[],
  brand text,
  barcode text,
  food_group_code text,
  refuse_share numeric,
  density_g_per_ml numeric,
  source text,
  source_version text,
  source_on date
);
comment on type app_public.food_content is 'What is said of an own food, as a whole: what is left out is not known, or not so.';
comment on column app_public.food_content.name is 'What it is and in which state, such as "Lentil soup, home made".';
comment on column app_public.food_content.kind is 'food (also when left out), supplement, sip_feed or fluid.';
comment on column app_public.food_content.synonyms is 'Other names that a search finds.';
comment on column app_public.food_content.brand is 'Manufacturer or brand.';
comment on column app_public.food_content.barcode is 'GTIN of the package: 8, 12, 13 or 14 digits, the last of which checks the others.';
comment on column app_public.food_content.food_group_code is 'The group that it is filed under; without one nothing is inferred of what it contains.';
comment on column app_public.food_content.refuse_share is 'Share of the bought weight that is thrown away, 0 to below 1.';
comment on column app_public.food_content.density_g_per_ml is 'Grams in a millilitre; left out = cups and spoons cannot be converted.';
comment on column app_public.food_content.source is 'Where the figures come from, such as "Label"; left out = own.';
comment on column app_public.food_content.source_version is 'Release or edition of the source.';
comment on column app_public.food_content.source_on is 'When the source stated them.';

create type app_public.food_nutrient_value as (
  nutrient_id integer,
  amount numeric,
  is_assumed_zero boolean,
  source text,
  stated_on date
);
comment on type app_public.food_nutrient_value is 'What 100 g of an own food hold of a nutrient. A nutrient without an entry is unknown; 0 means measured to be zero.';
comment on column app_public.food_nutrient_value.nutrient_id is 'The nutrient, by USDA number.';
comment on column app_public.food_nutrient_value.amount is 'Amount in 100 g edible portion, in the nutrient''s unit.';
comment on column app_public.food_nutrient_value.is_assumed_zero is 'Whether the zero is assumed, and was not measured.';
comment on column app_public.food_nutrient_value.source is 'Where this value comes from, if not from the food''s source.';
comment on column app_public.food_nutrient_value.stated_on is 'When this value was stated, if not with the others.';

create type app_public.food_portion_content as (
  id uuid,
  label text,
  grams numeric
);
comment on type app_public.food_portion_content is 'A household measure of an own food.';
comment on column app_public.food_portion_content.id is 'The portion: one that there is, or an id made by the caller.';
comment on column app_public.food_portion_content.label is 'What is measured, such as "1 bowl".';
comment on column app_public.food_portion_content.grams is 'Edible grams of what the label says, once.';
