--! Previous: sha1:72bf43f6f03c2b25363fc806fadd23bda6414baf
--! Hash: sha1:c37a99f11935bb23f1834df2df7b6e975edafad8
--! Message: own foods, recipes, search, visits, versions, targets and diary

--! split: 1-current.sql
-- Tables, types and indexes of the next release. What can be re-run lives in db/domain.

--! split: 0201-findings-speed.sql
-- What the rules say of a plan is put out as numbers of its items and foods; their words are looked up once, where it is told. The
-- functions that take or answer these types are made again with everything else in db/domain.
drop function if exists app_private.findings(uuid, uuid, daterange, app_private.checked_item[], integer, boolean, jsonb);
drop function if exists app_private.nutrient_results(app_private.client_rule[], app_private.checked_item[], app_private.item_food[], integer);
drop function if exists app_private.fact_results(uuid, app_private.client_rule[], app_private.checked_item[], app_private.item_food[], boolean);
drop function if exists app_private.lone_results(app_private.client_rule[], app_private.checked_item[], app_private.item_food[]);
drop function if exists app_private.energy_share_results(app_private.client_rule[], boolean, app_private.item_amount[]);
drop function if exists app_private.food_contents(app_private.item_food[], integer[]);
drop function if exists app_private.meal_plan_version_findings(uuid, uuid, uuid, daterange);
drop function if exists app_private.library_findings(uuid, uuid[], uuid[], numeric);

-- item_number: the item's place in the list; food_number: the food's place among all foods of the list by name, the same for every item
-- that holds it; hash: stands for the food in what a decision rests on.
alter type app_private.item_food add attribute item_number integer, add attribute food_number integer, add attribute hash bigint;

-- What one rule says of one place, before it is put into words. The state is broken, doubtful (may contain, or only inferred),
-- or open (what is unknown could break it). Foods are told as their numbers with commas between
-- them; of tags and allergens food_facts says, as fact_byte() does, what is known of each of foods.
drop type app_private.rule_result;
create type app_private.rule_result as (
  rule_index integer, state text, scope text, day_number integer, meal_id uuid, item_id uuid,
  observed numeric, observed_is_minimum boolean, minimum numeric, maximum numeric,
  foods text, food_facts integer[], unknown_foods text, inferred_foods text, evidence text
);

-- The same with what follows from the rule.
create type app_private.told_result as (
  rule_index integer, state text, scope text, day_number integer, meal_id uuid, item_id uuid,
  observed numeric, observed_is_minimum boolean, minimum numeric, maximum numeric,
  foods text, food_facts integer[], unknown_foods text, inferred_foods text,
  severity app_public.rule_severity, outcome app_public.finding_outcome, place text, evidence_hash text, key text, rank integer
);

--! split: 0202-own-foods.sql
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

--! split: 0203-recipe-editing.sql
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

--! split: 0204-library-search.sql
-- The search of the library: what staff put on plans most and last, what a food is rich or low in, and what was stated about it.

-- How often a member of staff put a food or recipe on plans, written by the edits themselves: it sorts what a search finds.
create table app_private.library_uses (
  org_id uuid not null,
  member_id uuid not null,
  entry_id uuid not null generated always as (coalesce(food_id, recipe_id)) stored,
  food_org_id uuid,
  food_id uuid,
  recipe_org_id uuid,
  recipe_id uuid,
  use_count integer not null check (use_count > 0),
  last_used_at timestamptz not null,
  primary key (org_id, member_id, entry_id),
  foreign key (org_id, member_id) references app_public.memberships (org_id, id) on delete cascade,
  foreign key (food_org_id, food_id) references app_public.foods (org_id, id) on delete cascade,
  foreign key (recipe_org_id, recipe_id) references app_public.recipes (org_id, id) on delete cascade,
  check (num_nonnulls(food_id, recipe_id) = 1),
  check ((food_id is null) = (food_org_id is null)),
  check ((recipe_id is null) = (recipe_org_id is null)),
  check (food_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  check (recipe_org_id in (org_id, '00000000-0000-0000-0000-000000000000'))
);
create index on app_private.library_uses (food_org_id, food_id);
create index on app_private.library_uses (recipe_org_id, recipe_id);

-- When a food is called rich or low in something. Closed vocabulary, with the source of each bound.
create table app_public.nutrient_claims (
  code text primary key check (code ~ '^[a-z][a-z0-9_]*$'),
  name text not null,
  nutrient_id integer not null references app_public.nutrients,
  plus_nutrient_id integer references app_public.nutrients, -- counted with it, such as trans fat with saturated fat
  minimum numeric check (minimum > 0),     -- per 100 g, in the nutrient's unit
  drink_minimum numeric check (drink_minimum > 0),
  minimum_per_100_kcal numeric check (minimum_per_100_kcal > 0), -- is enough where the minimum is not reached
  minimum_energy_percent numeric check (minimum_energy_percent > 0),
  maximum numeric check (maximum > 0),
  drink_maximum numeric check (drink_maximum > 0),
  maximum_energy_percent numeric check (maximum_energy_percent > 0),
  source text not null,
  source_url text not null,
  sort_order integer not null,
  check (num_nonnulls(minimum, minimum_energy_percent) + num_nonnulls(maximum) = 1), -- rich or low, never both
  check (drink_minimum <= minimum),
  check (drink_maximum <= maximum)
);
create index on app_public.nutrient_claims (nutrient_id);
create index on app_public.nutrient_claims (plus_nutrient_id);

-- What a search asks of what it finds; null or empty = nothing.
create type app_private.library_filter as (
  tag_codes text[],
  allergen_ids uuid[],
  food_group_codes text[],
  claim_codes text[],
  kinds text[],
  is_own boolean,
  most_of integer,
  least_of integer,
  lacked_tag_codes text[]
);

-- What 100 g hold, in the order of panel_nutrient_ids().
create type app_private.panel_of_100g as (
  id uuid,
  known numeric[],
  unknown integer[],                       -- above 0 where there is no value
  is_drink boolean,
  may_be_drink boolean
);

-- What a search finds; ordered by rank.
create type app_private.library_hit as (
  kind text,
  org_id uuid,
  id uuid,
  rank bigint,
  recency text,
  is_alike boolean
);

-- What may take the place of something: so many grams of a food, or servings of a recipe.
create type app_private.near_entry as (
  kind text,
  org_id uuid,
  id uuid,
  amount numeric,
  distance numeric
);

-- A filter by properties or allergens begins with what somebody stated: what is only inferred clears nothing (CLINICAL 21).
create index on app_public.food_tags (tag_code, food_id) where is_present and provenance <> 'inferred';
create index on app_public.food_allergens (allergen_id, food_id) where presence = 'free' and provenance <> 'inferred';
-- The foods that hold most or least of a nutrient; it serves the foreign key as well.
drop index app_public.food_nutrients_nutrient_id_idx;
create index on app_public.food_nutrients (nutrient_id, amount);
-- A barcode that was typed or scanned, with or without its leading zeros.
create index on app_public.foods (ltrim(barcode, '0')) where barcode is not null;

drop function if exists app_public.search_foods(text, uuid, text[], text[], integer);
drop function if exists app_private.search_library(uuid, text, integer);
drop function if exists app_private.food_has_tags(uuid, uuid, uuid, text[]);

--! split: 0205-draft-visits.sql
-- Who has a draft open in the builder.

-- One row a draft and member of staff, written by visit_draft() only.
create table app_private.draft_visits (
  org_id uuid not null,
  meal_plan_version_id uuid not null,
  member_id uuid not null,
  edited_at timestamptz,                   -- null = only looking so far
  seen_at timestamptz not null default now(),
  primary key (org_id, meal_plan_version_id, member_id),
  foreign key (org_id, meal_plan_version_id) references app_public.meal_plan_versions (org_id, id) on delete cascade,
  foreign key (org_id, member_id) references app_public.memberships (org_id, id) on delete cascade
) with (fillfactor = 50);                  -- every quarter of a minute a row is written again, in its page
create index on app_private.draft_visits (org_id, member_id);

--! split: 0206-plan-versions.sql
-- Who began a version; a draft that waits for whoever may publish; assigning with a note, and instead of what runs.
alter table app_public.meal_plan_versions
  add column created_by uuid,                -- user; null = a migration, or before this was kept
  add column review_requested_at timestamptz,
  add column review_requested_by uuid,       -- user
  add column review_requested_revision integer, -- what was ready; a later revision is "changed since"
  add column review_note text not null default '' check (length(review_note) <= 2000),
  add column review_returned_at timestamptz,
  add column review_returned_by uuid,        -- user
  add column review_return_note text not null default '' check (length(review_return_note) <= 2000),
  add check (num_nonnulls(review_requested_at, review_requested_by, review_requested_revision) in (0, 3)),
  add check (num_nonnulls(review_returned_at, review_returned_by) in (0, 2)),
  -- It waits, or it came back, and of what is published neither.
  add check (num_nonnulls(review_requested_at, review_returned_at) <= case when status = 'draft' then 1 else 0 end);
create index meal_plan_versions_to_review on app_public.meal_plan_versions (org_id, review_requested_at) where review_requested_at is not null;
create index meal_plan_versions_returned on app_public.meal_plan_versions (org_id, review_returned_at) where review_returned_at is not null;

alter table app_public.notifications drop constraint notifications_kind_check, add constraint notifications_kind_check check (kind in (
  'care_assigned', 'care_ended', 'client_handed_over', 'clients_handed_over', 'client_taken_over',
  'team_joined', 'team_left', 'team_taken_over', 'export_decided', 'export_ready', 'rule_adjustment_lapsed', 'safety_alert',
  'plan_review_requested', 'plan_returned', 'plan_published'));

-- Takes two arguments more.
drop function if exists app_public.assign_meal_plan_version(uuid, uuid, date, date, app_public.safety_decision[]);
-- Comparing pairs meals first.
drop function if exists app_private.comparable_items(jsonb);
drop function if exists app_private.average_day(jsonb);

--! split: 0207-reference-intakes.sql
-- What people should get of a nutrient, after a published set of reference intakes, and how a plan's target came about.
create table app_public.reference_sources (
  code text primary key check (code ~ '^[a-z][a-z0-9_]*$'),
  citation text not null check (length(trim(citation)) > 0),
  year integer not null check (year between 1900 and 2100),
  url text not null check (url ~ '^https://')
);

-- One value of a set's table: a row of the source's life-stage groups, a column of its nutrients.
create table app_public.reference_intakes (
  nutrient_id integer not null references app_public.nutrients,
  kind text not null check (kind in ('rda', 'ai', 'ul', 'cdrr', 'amdr')),
  basis text not null default 'day' check (basis in ('day', 'kg', 'energy_percent')),
  group_code text not null check (group_code ~ '^[a-z][a-z0-9_]*$'),
  group_name text not null,                -- 'women, 19–30 years'
  life_stage app_public.life_stage,        -- null = neither pregnant nor breastfeeding
  sex app_public.sex,                      -- null = both
  age_months_from integer not null check (age_months_from >= 0),
  age_months_to integer,                   -- exclusive; null = no end
  minimum numeric check (minimum > 0),     -- the nutrient's unit a day, per kg of body weight, or percent of energy
  maximum numeric check (maximum > 0),
  source_code text not null references app_public.reference_sources,
  source_table text not null check (length(trim(source_table)) > 0),
  note text check (length(note) <= 500),
  primary key (nutrient_id, kind, basis, group_code),
  check (age_months_to > age_months_from),
  check (minimum <= maximum),
  check ((kind in ('rda', 'ai', 'amdr')) = (minimum is not null)),
  check ((kind in ('ul', 'cdrr', 'amdr')) = (maximum is not null)),
  check ((kind = 'amdr') = (basis = 'energy_percent'))
);
create index on app_public.reference_intakes (source_code);

create table app_public.activity_levels (
  code text primary key check (code ~ '^[a-z][a-z0-9_]*$'),
  name text not null,
  description text not null,
  factor numeric not null check (factor between 1 and 2.5), -- physical activity level: energy of a day over energy at rest
  source_code text not null references app_public.reference_sources,
  sort_order integer not null
);
create index on app_public.activity_levels (source_code);

-- What is known of a client on a day, as far as reference intakes and the energy formula need it.
create type app_private.target_person as (
  sex app_public.sex,                      -- female also where only a pregnancy or breastfeeding says so
  born_on date, age_years integer, age_months integer,
  weight_kg numeric, weighed_on date,      -- of somebody pregnant the last one before, if there is one
  height_cm numeric,
  life_stage app_public.life_stage, life_stage_began_on date
);
comment on type app_private.target_person is 'What is known of a client on a day, as far as reference intakes and the energy formula need it.';

-- One reason for a bound: minimum and maximum in the nutrient's unit a day, and the sentence with the numbers put in.
create type app_private.target_part as (
  nutrient_id integer, minimum numeric, maximum numeric, formula text, citation text, warnings text[]
);
comment on type app_private.target_part is 'One reason for a proposed target: its bounds a day, the formula with the numbers put in, and where it comes from.';

-- null = typed by hand.
alter table app_public.meal_plan_targets
  add column basis jsonb check (jsonb_typeof(basis) = 'object' and length(basis ->> 'formula') between 1 and 2000 and length(basis::text) <= 10000);

alter type app_public.meal_plan_edit add attribute basis jsonb;
comment on column app_public.meal_plan_edit.basis is
  'set_target: how the bounds came about, as propose_targets() says it ({"formula", "sources", "inputs", "warnings", "proposedOn"}); left out = typed by hand.';

-- null = the organisation's.
alter table app_public.clients add column energy_unit text check (energy_unit in ('kcal', 'kJ'));

--! split: 0208-diary.sql
-- What the care team says about a client's diary, and what tells the client's devices that something changed.
create table app_public.diary_comments (
  org_id uuid not null,
  id uuid not null,                        -- made by the caller
  client_id uuid not null,
  on_date date not null check (isfinite(on_date)),
  meal_id uuid,                            -- about a prescribed meal, by its frozen id
  meal_log_id uuid,                        -- about a meal that was logged
  meal_name text check (length(meal_name) <= 100),
  body text not null check (length(trim(body)) between 1 and 2000),
  author_member_id uuid not null,
  revision integer not null default 1,
  edited_at timestamptz,
  read_at timestamptz,                     -- by the client or a guardian, as it reads now
  deleted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  foreign key (org_id, client_id) references app_public.clients (org_id, id),
  foreign key (org_id, client_id, meal_log_id) references app_public.meal_logs (org_id, client_id, id),
  foreign key (org_id, author_member_id) references app_public.memberships (org_id, id),
  check (num_nonnulls(meal_id, meal_log_id) <= 1)
);
create index on app_public.diary_comments (org_id, client_id, on_date);
create index on app_public.diary_comments (org_id, client_id, meal_log_id);
create index on app_public.diary_comments (org_id, author_member_id);

-- A day that somebody looked at, with what of it was there to be seen. Later marks stand beside earlier ones; the last that stands counts.
create table app_public.diary_reviews (
  org_id uuid not null,
  id uuid not null,                        -- made by the caller
  client_id uuid not null,
  on_date date not null check (isfinite(on_date)),
  seen text not null check (length(seen) <= 64),
  reviewed_by_member_id uuid not null,
  withdrawn_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  foreign key (org_id, client_id) references app_public.clients (org_id, id),
  foreign key (org_id, reviewed_by_member_id) references app_public.memberships (org_id, id)
);
create index on app_public.diary_reviews (org_id, client_id, on_date, created_at);
create index on app_public.diary_reviews (org_id, reviewed_by_member_id);

create type app_public.diary_day_seen as (
  id uuid,
  on_date date,
  seen text
);
comment on type app_public.diary_day_seen is 'A day of a diary that somebody looked at.';
comment on column app_public.diary_day_seen.id is 'Names the mark; made by the caller, so that the same mark sent again is one.';
comment on column app_public.diary_day_seen.on_date is 'The day.';
comment on column app_public.diary_day_seen.seen is 'What the diary said under seen for that day.';

-- What changed of what a client may see, in the order of transactions. No foreign key: each line a device sends would lock its client.
create table app_private.client_changes (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  client_id uuid not null,
  kind text not null,
  subject_id uuid not null,
  from_on date,
  to_on date,                              -- exclusive; null beside a from_on = without end
  xact xid8 not null default pg_current_xact_id(), -- the transaction as a whole, whatever savepoints it has
  created_at timestamptz not null default now(),
  primary key (org_id, id)
);
create index on app_private.client_changes (org_id, client_id, xact);

-- What cursors are sealed with, so that they say nothing of how much other practices write. Made where it is needed: another server has
-- another one.
create table app_private.change_cursor_key (
  is_only boolean primary key default true check (is_only),
  key bytea not null
);
insert into app_private.change_cursor_key (key) values (gen_random_bytes(32));
