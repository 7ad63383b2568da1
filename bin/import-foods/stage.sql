-- The release as it is, each row with its line, so that what does not fit together can be named. Gone with the transaction.
create temp table release_groups (line integer, code text, name text) on commit drop;
create temp table release_nutrients (line integer, nutrient_id integer, unit text, name text, decimals integer, sort_order integer) on commit drop;
create temp table release_foods (
  line integer, usda_ndb_number text, food_group_code text, name text, common_names text, refuse_percent numeric
) on commit drop;
create temp table release_portions (
  line integer, usda_ndb_number text, sequence integer, amount numeric, measure text, grams numeric
) on commit drop;
create temp table release_values (
  line integer, usda_ndb_number text, nutrient_id integer, amount numeric, source_code text, derivation_code text,
  stated_in text -- month and year of the value: 05/2015
) on commit drop;
