-- When a food is rich or low in something: the conditions of nutrition claims in the EU, per 100 g, and of drinks per 100 ml, which
-- are taken for 100 g. Of vitamins and minerals 15 % (drinks 7.5 %) of the reference value is a source and twice that is high.
insert into app_public.nutrient_claims as c
  (code, name, nutrient_id, plus_nutrient_id, minimum, drink_minimum, minimum_per_100_kcal, minimum_energy_percent, maximum, drink_maximum, maximum_energy_percent, source, source_url, sort_order)
select k.*, 'Regulation (EC) No 1924/2006, Annex', 'https://eur-lex.europa.eu/eli/reg/2006/1924/oj', row_number() over ()
  from (values
    ('low_energy', 'Low in energy', 208, null::integer, null::numeric, null::numeric, null::numeric, null::numeric, 40::numeric, 20::numeric, null::numeric),
    ('low_fat', 'Low in fat', 204, null, null, null, null, null, 3, 1.5, null),
    ('low_saturated_fat', 'Low in saturated fat', 606, 605, null, null, null, null, 1.5, 0.75, 10),
    ('low_sugars', 'Low in sugars', 269, null, null, null, null, null, 5, 2.5, null),
    ('low_sodium', 'Low in sodium', 307, null, null, null, null, null, 120, 120, null),
    ('very_low_sodium', 'Very low in sodium', 307, null, null, null, null, null, 40, 40, null),
    ('source_of_fibre', 'Source of fibre', 291, null, 3, null, 1.5, null, null, null, null),
    ('high_fibre', 'High in fibre', 291, null, 6, null, 3, null, null, null, null),
    ('source_of_protein', 'Source of protein', 203, null, null, null, null, 12, null, null, null),
    ('high_protein', 'High in protein', 203, null, null, null, null, 20, null, null, null)) k
union all
select l.word || n.code, l.title || n.title, n.id, null, n.reference * l.share, n.reference * l.drink_share, null, null, null, null, null,
       format('Regulation (EU) No 1169/2011, Annex XIII (reference value %s %s); Regulation (EC) No 1924/2006, Annex', n.reference, u.unit),
       'https://eur-lex.europa.eu/eli/reg/2011/1169/oj', n.place * 10 + l.place
  from (values
    ('potassium', 'potassium', 306, 2000, 10), ('calcium', 'calcium', 301, 800, 11), ('phosphorus', 'phosphorus', 305, 700, 12),
    ('magnesium', 'magnesium', 304, 375, 13), ('iron', 'iron', 303, 14, 14), ('zinc', 'zinc', 309, 10, 15), ('copper', 'copper', 312, 1, 16),
    ('manganese', 'manganese', 315, 2, 17), ('selenium', 'selenium', 317, 55, 18), ('vitamin_a', 'vitamin A', 320, 800, 19),
    ('vitamin_d', 'vitamin D', 328, 5, 20), ('vitamin_e', 'vitamin E', 323, 12, 21), ('vitamin_k', 'vitamin K', 430, 75, 22),
    ('vitamin_c', 'vitamin C', 401, 80, 23), ('thiamin', 'thiamin', 404, 1.1, 24), ('riboflavin', 'riboflavin', 405, 1.4, 25),
    ('niacin', 'niacin', 406, 16, 26), ('vitamin_b6', 'vitamin B6', 415, 1.4, 27), ('folate', 'folate', 435, 200, 28),
    ('vitamin_b12', 'vitamin B12', 418, 2.5, 29)) n(code, title, id, reference, place)
  join app_public.nutrients u on u.id = n.id
 cross join (values ('source_of_', 'Source of ', 0.15, 0.075, 1), ('high_', 'High in ', 0.3, 0.15, 2)) l(word, title, share, drink_share, place)
on conflict (code) do update set
  name = excluded.name, nutrient_id = excluded.nutrient_id, plus_nutrient_id = excluded.plus_nutrient_id, minimum = excluded.minimum,
  drink_minimum = excluded.drink_minimum, minimum_per_100_kcal = excluded.minimum_per_100_kcal, minimum_energy_percent = excluded.minimum_energy_percent,
  maximum = excluded.maximum, drink_maximum = excluded.drink_maximum, maximum_energy_percent = excluded.maximum_energy_percent,
  source = excluded.source, source_url = excluded.source_url, sort_order = excluded.sort_order
where (c.name, c.nutrient_id, c.plus_nutrient_id, c.minimum, c.drink_minimum, c.minimum_per_100_kcal, c.minimum_energy_percent, c.maximum, c.drink_maximum, c.maximum_energy_percent, c.source, c.source_url, c.sort_order)
  is distinct from (excluded.name, excluded.nutrient_id, excluded.plus_nutrient_id, excluded.minimum, excluded.drink_minimum, excluded.minimum_per_100_kcal, excluded.minimum_energy_percent, excluded.maximum, excluded.drink_maximum, excluded.maximum_energy_percent, excluded.source, excluded.source_url, excluded.sort_order);
