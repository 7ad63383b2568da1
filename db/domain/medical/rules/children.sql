-- Salt by age: targets of the SACN, in grams of salt, here as sodium (1 g of salt is 0.4 g of sodium).
select app_private.define_rule(
  code => 'infants.honey', version => 1, severity => 'contraindicated',
  age_years_to => 1, avoid_tag => 'honey',
  message => 'No honey before the first birthday.',
  rationale => 'Spores of Clostridium botulinum grow in an infant''s bowel and poison it; heating does not kill them.',
  citation => 'National Health Service. Foods to avoid giving babies and young children'
);

select app_private.define_rule(
  code => 'infants.animal_milk', version => 1, severity => 'caution',
  age_years_to => 1, avoid_tag => 'animal_milk',
  message => 'Milk of animals is no drink before the first birthday.',
  rationale => 'It has too little iron for an infant. Small amounts in cooking are fine from 6 months; the plan does not say whether it is drunk.',
  citation => 'National Health Service. Foods to avoid giving babies and young children'
);

select app_private.define_rule(
  code => 'infants.sodium_day', version => 1, severity => 'caution',
  age_years_to => 1, nutrient => 'sodium', per => 'day', maximum => 400, unit => 'mg',
  message => 'The day has more sodium than 400 mg (1 g of salt).',
  rationale => 'An infant''s kidneys cope with little salt; before 6 months less still, which milk alone brings.',
  citation => 'Scientific Advisory Committee on Nutrition. Salt and Health. London: The Stationery Office; 2003',
  citation_url => 'https://www.gov.uk/government/publications/sacn-salt-and-health-report'
);

select app_private.define_rule(
  code => 'toddlers.sodium_day', version => 1, severity => 'caution',
  age_years_from => 1, age_years_to => 4, nutrient => 'sodium', per => 'day', maximum => 800, unit => 'mg',
  message => 'The day has more sodium than 800 mg (2 g of salt).',
  rationale => 'The target for children from 1 to 3 years.',
  citation => 'Scientific Advisory Committee on Nutrition. Salt and Health. London: The Stationery Office; 2003',
  citation_url => 'https://www.gov.uk/government/publications/sacn-salt-and-health-report'
);

select app_private.define_rule(
  code => 'children_4_to_6.sodium_day', version => 1, severity => 'caution',
  age_years_from => 4, age_years_to => 7, nutrient => 'sodium', per => 'day', maximum => 1200, unit => 'mg',
  message => 'The day has more sodium than 1 200 mg (3 g of salt).',
  rationale => 'The target for children from 4 to 6 years.',
  citation => 'Scientific Advisory Committee on Nutrition. Salt and Health. London: The Stationery Office; 2003',
  citation_url => 'https://www.gov.uk/government/publications/sacn-salt-and-health-report'
);

select app_private.define_rule(
  code => 'children_7_to_10.sodium_day', version => 1, severity => 'caution',
  age_years_from => 7, age_years_to => 11, nutrient => 'sodium', per => 'day', maximum => 2000, unit => 'mg',
  message => 'The day has more sodium than 2 000 mg (5 g of salt).',
  rationale => 'The target for children from 7 to 10 years.',
  citation => 'Scientific Advisory Committee on Nutrition. Salt and Health. London: The Stationery Office; 2003',
  citation_url => 'https://www.gov.uk/government/publications/sacn-salt-and-health-report'
);

select app_private.define_rule(
  code => 'small_children.whole_nuts', version => 1, severity => 'contraindicated',
  age_years_to => 5, avoid_tag => 'whole_nuts',
  message => 'No whole nuts before the fifth birthday.',
  rationale => 'A small child can choke on them; crushed, ground or as a smooth butter they are fine.',
  citation => 'National Health Service. Foods to avoid giving babies and young children'
);

select app_private.define_rule(
  code => 'small_children.rice_drink', version => 1, severity => 'caution',
  age_years_to => 5, avoid_tag => 'rice_drink',
  message => 'No rice drink before the fifth birthday.',
  rationale => 'In place of milk it brings a small child too much arsenic.',
  citation => 'National Health Service. Foods to avoid giving babies and young children'
);

select app_private.define_rule(
  code => 'children.caffeine_day', version => 1, severity => 'caution',
  age_years_from => 3, age_years_to => 18, nutrient => 'caffeine', per => 'day', maximum => 3, unit => 'mg/kg', weight => 'actual', weight_max_age_days => 180,
  message => 'The day has more caffeine than 3 mg per kg of body weight.',
  rationale => 'This much a day does not raise safety concerns for children and adolescents.',
  citation => 'EFSA Panel on Dietetic Products, Nutrition and Allergies. Scientific Opinion on the safety of caffeine. EFSA Journal 2015;13(5):4102',
  citation_url => 'https://doi.org/10.2903/j.efsa.2015.4102'
);
