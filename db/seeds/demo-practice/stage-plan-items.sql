-- plan-items.csv, as it is: a food in portions or units, or a recipe in servings; alternative_of is the position that it is an "or" of.
create temp table demo_plan_items (
  plan text not null, day integer not null, meal text not null, position integer not null, alternative_of integer,
  usda_ndb_number text, recipe text, item text not null, amount numeric not null, unit text, portion text
) on commit drop;
