-- Physical activity levels as EFSA 2013 takes them for adults: what a day costs, over what rest costs.
insert into app_public.activity_levels as l (code, name, description, factor, source_code, sort_order) values
  ('low', 'Low activity', 'Mostly sitting, at work and after it.', 1.4, 'efsa_energy_2013', 10),
  ('moderate', 'Moderate activity', 'Sitting work with some walking and standing, or regular exercise.', 1.6, 'efsa_energy_2013', 20),
  ('active', 'Active', 'Work mostly on the feet, or much exercise beside sitting work.', 1.8, 'efsa_energy_2013', 30),
  ('very_active', 'Very active', 'Hard physical work, or intense training nearly every day.', 2.0, 'efsa_energy_2013', 40)
on conflict (code) do update set
  name = excluded.name, description = excluded.description, factor = excluded.factor, source_code = excluded.source_code, sort_order = excluded.sort_order
where (l.name, l.description, l.factor, l.source_code, l.sort_order)
  is distinct from (excluded.name, excluded.description, excluded.factor, excluded.source_code, excluded.sort_order);
