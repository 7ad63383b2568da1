-- The units that an amount may be written in. US, imperial and metric cups and spoons are different units (CLINICAL 9).
-- factor: grams of one (mass), millilitres of one (volume), 1 (count). Exact by definition: the avoirdupois pound is 453.59237 g,
-- the US gallon 231 cubic inches, the imperial gallon 4.54609 l; a metric cup is 250 ml, a metric tablespoon 15 ml.
insert into app_public.units as u (code, name, dimension, factor, sort_order) values
  ('g', 'g', 'mass', 1, 10),
  ('kg', 'kg', 'mass', 1000, 20),
  ('mg', 'mg', 'mass', 0.001, 30),
  ('oz', 'oz', 'mass', 28.349523125, 40),
  ('lb', 'lb', 'mass', 453.59237, 50),
  ('ml', 'ml', 'volume', 1, 60),
  ('dl', 'dl', 'volume', 100, 70),
  ('l', 'l', 'volume', 1000, 80),
  ('tsp_metric', 'teaspoon (metric, 5 ml)', 'volume', 5, 90),
  ('tbsp_metric', 'tablespoon (metric, 15 ml)', 'volume', 15, 100),
  ('cup_metric', 'cup (metric, 250 ml)', 'volume', 250, 110),
  ('tsp_us', 'teaspoon (US, 4.9 ml)', 'volume', 4.92892159375, 120),
  ('tbsp_us', 'tablespoon (US, 14.8 ml)', 'volume', 14.78676478125, 130),
  ('fl_oz_us', 'fluid ounce (US, 29.6 ml)', 'volume', 29.5735295625, 140),
  ('cup_us', 'cup (US, 237 ml)', 'volume', 236.5882365, 150),
  ('pint_us', 'pint (US, 473 ml)', 'volume', 473.176473, 155),
  ('tsp_imperial', 'teaspoon (imperial, 5.9 ml)', 'volume', 5.919388020833, 160),
  ('tbsp_imperial', 'tablespoon (imperial, 17.8 ml)', 'volume', 17.7581640625, 170),
  ('fl_oz_imperial', 'fluid ounce (imperial, 28.4 ml)', 'volume', 28.4130625, 180),
  ('cup_imperial', 'cup (imperial, 284 ml)', 'volume', 284.130625, 190),
  ('pint_imperial', 'pint (imperial, 568 ml)', 'volume', 568.26125, 195),
  ('serving', 'serving', 'count', 1, 200)
on conflict (code) do update set
  name = excluded.name, dimension = excluded.dimension, factor = excluded.factor, sort_order = excluded.sort_order
where (u.name, u.dimension, u.factor, u.sort_order) is distinct from (excluded.name, excluded.dimension, excluded.factor, excluded.sort_order);
