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
