-- The parts that the knowledge base is made of. An organisation may leave any of them out of its searches; rules are not among them.
insert into app_public.libraries as l (code, name, description, sort_order) values
  ('starter_foods', 'Common foods', 'Foods that practices use most, under everyday names; allergens and dietary properties are reviewed.', 10),
  ('usda_sr', 'USDA Standard Reference', 'All foods of the USDA National Nutrient Database for Standard Reference, as far as they were imported and are not common foods. Allergens and dietary properties are only inferred from their names.', 20),
  ('starter_recipes', 'Starter recipes', 'Simple dishes made of common foods, to begin with.', 30)
on conflict (code) do update set name = excluded.name, description = excluded.description, sort_order = excluded.sort_order
where (l.name, l.description, l.sort_order) is distinct from (excluded.name, excluded.description, excluded.sort_order);
