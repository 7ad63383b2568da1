-- Foods, what is in them, and recipes. Rows of the knowledge base belong to the all-zero organisation.
create table app_public.nutrients (
  id integer primary key,                  -- USDA nutrient number, 307 = sodium
  code text not null unique check (code ~ '^[a-z][a-z0-9_]*$'),
  name text not null,
  unit text not null check (unit in ('kcal', 'kJ', 'g', 'mg', 'µg', 'IU')),
  decimals smallint not null check (decimals between 0 and 4),
  sort_order integer not null,
  is_panel boolean not null default false, -- shown and computed by default
  is_summable boolean not null default true -- false: kJ and IU are kept, never summed (CLINICAL 4)
);

create table app_public.units (
  code text primary key,                   -- 'g', 'oz', 'cup_us' …
  name text not null,
  dimension app_public.unit_dimension not null,
  factor numeric not null check (factor > 0), -- to g (mass) or ml (volume); 1 for counts
  sort_order integer not null
);

create table app_public.tags (
  code text primary key check (code ~ '^[a-z][a-z0-9_]*$'),
  kind app_public.tag_kind not null,
  name text not null,
  description text not null
);

create table app_public.food_groups (
  code text primary key,                   -- USDA group, '0100'
  name text not null
);

create table app_public.allergens (
  org_id uuid not null references app_public.organizations,
  id uuid not null default uuidv7(),
  code text not null check (code ~ '^[a-z][a-z0-9_]*$'),
  name text not null,
  synonyms text[] not null default '{}',
  parent_org_id uuid,
  parent_id uuid,                          -- peanut < legumes; holds downward only (CLINICAL 22)
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  unique (org_id, code),
  foreign key (parent_org_id, parent_id) references app_public.allergens (org_id, id),
  check (parent_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  check ((parent_org_id is null) = (parent_id is null))
);
create index on app_public.allergens (parent_org_id, parent_id);

-- What a search compares: lower case, without accents, words separated by one space. The generated columns and their indexes hold
-- its results, so it is history rather than domain: another rule needs a new function and rewritten columns.
create function app_private.search_normal(written text) returns text
  language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select trim(regexp_replace(lower(public.unaccent('public.unaccent', coalesce(written, ''))), '[^[:alnum:].]+', ' ', 'g'))
$$;
create function app_private.search_text(name text, synonyms text[], brand text) returns text
  language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select app_private.search_normal(concat_ws(' | ', name, array_to_string(synonyms, ' | '), brand))
$$;
comment on function app_private.search_normal(text) is
  'The form that searches compare: lower case, without accents, words separated by one space.';
comment on function app_private.search_text(text, text[], text) is 'Everything that a food is found by, in the form that searches compare.';
grant execute on function app_private.search_normal(text), app_private.search_text(text, text[], text) to tf_definer, tf_assistant, tf_dietitian, tf_org_admin;

create table app_public.foods (
  org_id uuid not null references app_public.organizations,
  id uuid not null default uuidv7(),
  name text not null check (length(trim(name)) between 1 and 300),
  synonyms text[] not null default '{}',
  brand text check (length(brand) <= 200),
  barcode text check (barcode ~ '^[0-9]{8,14}$'),
  usda_ndb_number text check (usda_ndb_number ~ '^[0-9]{5}$'), -- text: leading zeros matter
  food_group_code text references app_public.food_groups,
  refuse_share numeric check (refuse_share >= 0 and refuse_share < 1), -- of the bought weight; null = unknown
  density_g_per_ml numeric check (density_g_per_ml > 0),       -- null: volume units cannot be converted
  source text not null default 'own',      -- 'USDA SR28', 'own' …
  source_version text,
  search_name text not null generated always as (app_private.search_normal(name)) stored,
  search_text text not null generated always as (app_private.search_text(name, synonyms, brand)) stored,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  unique (org_id, usda_ndb_number),
  unique (org_id, barcode)
);
create index on app_public.foods using gin (search_text public.gin_trgm_ops) with (fastupdate = off); -- an import must not slow searches until the next vacuum
create index on app_public.foods (food_group_code);

create table app_public.food_nutrients (
  org_id uuid not null,
  food_id uuid not null,
  nutrient_id integer not null references app_public.nutrients,
  amount numeric not null check (amount >= 0), -- per 100 g edible portion, in the nutrient's unit; no row = unknown
  is_assumed_zero boolean not null default false check (not is_assumed_zero or amount = 0),
  source_code text,
  derivation_code text,
  primary key (org_id, food_id, nutrient_id) include (amount),
  foreign key (org_id, food_id) references app_public.foods (org_id, id) on delete cascade
);
create index on app_public.food_nutrients (nutrient_id);

-- The panel of a food in one row, derived from food_nutrients by triggers: a week's nutrition reads one row a food instead of 40.
create table app_private.food_panels (
  org_id uuid not null,
  food_id uuid not null,
  known numeric[] not null,                -- per 100 g, in the order of panel_nutrient_ids(); 0 where unknown
  unknown integer[] not null,              -- 1 where there is no value, else 0
  primary key (org_id, food_id),
  foreign key (org_id, food_id) references app_public.foods (org_id, id) on delete cascade
);

create table app_public.food_portions (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  food_id uuid not null,
  label text not null check (length(trim(label)) between 1 and 200), -- '1 cup, cooked'
  grams numeric not null check (grams > 0), -- edible grams of what the label says, once
  position integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  unique (org_id, food_id, id),
  foreign key (org_id, food_id) references app_public.foods (org_id, id) on delete cascade
);

-- Facts have the organisation that states them; its own word counts before the knowledge base's.
create table app_public.food_allergens (
  org_id uuid not null references app_public.organizations,
  food_org_id uuid not null,
  food_id uuid not null,
  allergen_org_id uuid not null,
  allergen_id uuid not null,
  presence app_public.allergen_presence not null, -- no row = unreviewed
  provenance app_public.fact_provenance not null,
  note text check (length(note) <= 1000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, food_id, allergen_id),
  foreign key (food_org_id, food_id) references app_public.foods (org_id, id) on delete cascade,
  foreign key (allergen_org_id, allergen_id) references app_public.allergens (org_id, id),
  check (food_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  check (allergen_org_id in (org_id, '00000000-0000-0000-0000-000000000000'))
);
create index on app_public.food_allergens (food_org_id, food_id);
create index on app_public.food_allergens (allergen_org_id, allergen_id);

create table app_public.food_tags (
  org_id uuid not null references app_public.organizations,
  food_org_id uuid not null,
  food_id uuid not null,
  tag_code text not null references app_public.tags,
  is_present boolean not null,             -- has | has not; no row = unreviewed
  provenance app_public.fact_provenance not null,
  note text check (length(note) <= 1000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, food_id, tag_code),
  foreign key (food_org_id, food_id) references app_public.foods (org_id, id) on delete cascade,
  check (food_org_id in (org_id, '00000000-0000-0000-0000-000000000000'))
);
create index on app_public.food_tags (food_org_id, food_id);
create index on app_public.food_tags (tag_code);

create table app_public.recipes (
  org_id uuid not null references app_public.organizations,
  id uuid not null default uuidv7(),
  name text not null check (length(trim(name)) between 1 and 300),
  servings numeric not null check (servings > 0),
  cooked_weight_g numeric check (cooked_weight_g > 0), -- null: only servings are accepted (CLINICAL 6)
  preparation text not null default '' check (length(preparation) <= 20000),
  search_name text not null generated always as (app_private.search_normal(name)) stored,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id)
);
create index on app_public.recipes using gin (search_name public.gin_trgm_ops) with (fastupdate = off);

create table app_public.recipe_ingredients (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  recipe_id uuid not null,
  position integer not null,
  food_org_id uuid,
  food_id uuid,
  ingredient_recipe_org_id uuid,
  ingredient_recipe_id uuid,
  grams numeric check (grams > 0 and grams <= 100000),       -- of a food, or of a recipe with a cooked weight
  servings numeric check (servings > 0 and servings <= 1000), -- of a recipe
  discarded_share numeric not null default 0 check (discarded_share >= 0 and discarded_share < 1), -- frying oil, brine
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  foreign key (org_id, recipe_id) references app_public.recipes (org_id, id) on delete cascade,
  foreign key (food_org_id, food_id) references app_public.foods (org_id, id),
  foreign key (ingredient_recipe_org_id, ingredient_recipe_id) references app_public.recipes (org_id, id),
  check (num_nonnulls(food_id, ingredient_recipe_id) = 1),
  check (num_nonnulls(grams, servings) = 1),
  check (food_id is null or grams is not null),
  check ((food_org_id is null) = (food_id is null)),
  check ((ingredient_recipe_org_id is null) = (ingredient_recipe_id is null)),
  check (food_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  check (ingredient_recipe_org_id in (org_id, '00000000-0000-0000-0000-000000000000')),
  check (ingredient_recipe_id <> recipe_id)
);
create index on app_public.recipe_ingredients (org_id, recipe_id, position);
create index on app_public.recipe_ingredients (food_org_id, food_id);
create index on app_public.recipe_ingredients (ingredient_recipe_org_id, ingredient_recipe_id);
