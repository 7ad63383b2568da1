-- One table a file, as the file is; gone with the transaction.
create temp table staged_foods (
  usda_ndb_number text primary key, name text not null, food_group_code text not null, refuse_percent numeric,
  density_g_per_ml numeric, synonyms text, usda_description text not null
) on commit drop;
create temp table staged_nutrients (
  usda_ndb_number text, nutrient text, amount numeric not null, source_code text not null, derivation_code text,
  primary key (usda_ndb_number, nutrient)
) on commit drop;
create temp table staged_portions (
  usda_ndb_number text, sequence integer, label text not null, grams numeric not null, primary key (usda_ndb_number, sequence)
) on commit drop;
create temp table staged_allergens (
  usda_ndb_number text not null, food text not null, presence text not null, provenance app_public.fact_provenance, allergens text not null
) on commit drop;
create temp table staged_tags (
  usda_ndb_number text not null, food text not null, answer text not null, provenance app_public.fact_provenance, tags text not null
) on commit drop;
create temp table staged_all_others (
  kind text check (kind in ('allergen', 'tag')), code text, primary key (kind, code)
) on commit drop;
create temp table staged_recipes (
  code text primary key, name text not null, servings numeric not null, cooked_weight_g numeric, preparation text not null
) on commit drop;
create temp table staged_recipe_ingredients (
  recipe text, position integer, usda_ndb_number text, ingredient_recipe text, ingredient text not null, grams numeric,
  servings numeric, discarded_percent numeric not null, primary key (recipe, position)
) on commit drop;
