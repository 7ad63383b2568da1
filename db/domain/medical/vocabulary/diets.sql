-- Ways of eating. A description says what tags cannot tell, because a client may take an unmarked food for a cleared one.
insert into app_public.diets as d (code, name, description, avoided_tags, required_tags, sort_order) values
  ('vegetarian', 'Vegetarian', 'No meat, fish, shellfish, gelatine or animal rennet.', '{meat,beef,pork,poultry,fish,shellfish,liver}', '{vegetarian}', 10),
  ('vegan', 'Vegan', 'Nothing of animal origin.', '{meat,beef,pork,poultry,fish,shellfish,liver}', '{vegan}', 20),
  ('pescatarian', 'Pescatarian', 'No meat and no poultry; fish and shellfish are eaten. Gelatine and animal rennet are not told apart.', '{meat,beef,pork,poultry,liver}', '{}', 30),
  ('no_pork', 'No pork', 'No pork and nothing that contains it.', '{pork}', '{}', 40),
  ('no_beef', 'No beef', 'No beef and nothing that contains it.', '{beef}', '{}', 50),
  ('no_alcohol', 'No alcohol', 'Nothing with more than 0.5 % alcohol.', '{alcohol}', '{}', 60),
  ('halal', 'Halal', 'Pork and alcohol are marked. How an animal was slaughtered, and gelatine, rennet and additives, the facts do not tell: look at the certificate.', '{pork,alcohol}', '{}', 70),
  ('kosher', 'Kosher', 'Pork and shellfish are marked. Slaughter, supervision, fish without scales, and meat with milk in one meal the facts do not tell: look at the certificate.', '{pork,shellfish}', '{}', 80)
on conflict (code) do update set
  name = excluded.name, description = excluded.description, avoided_tags = excluded.avoided_tags, required_tags = excluded.required_tags,
  sort_order = excluded.sort_order
where (d.name, d.description, d.avoided_tags, d.required_tags, d.sort_order)
  is distinct from (excluded.name, excluded.description, excluded.avoided_tags, excluded.required_tags, excluded.sort_order);
