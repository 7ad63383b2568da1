-- Upper intake levels are for habitual intake from all sources, so they are held against the average day. That of vitamin A is for
-- retinol alone: the retinol activity equivalents that foods are known by count carotene too, of which carrots bring plenty harmlessly.
-- Left out: magnesium and folic acid, whose levels are for what is added.
select app_private.define_rule(
  code => 'adults.energy_day', version => 2, severity => 'caution',
  age_years_from => 18, nutrient => 'energy', per => 'day', minimum => 800, unit => 'kcal',
  message => 'The day has less energy than 800 kcal.',
  rationale => 'Diets of 800 kcal a day or less are for few people, for at most 12 weeks, and only with clinical supervision.',
  citation => 'National Clinical Guideline Centre for NICE. Obesity: identification, assessment and management. Clinical guideline CG189; 2014, chapter 6, Very-low-calorie diets (the guideline itself was replaced by NG246, Overweight and obesity management; 2025)',
  citation_url => 'https://www.ncbi.nlm.nih.gov/books/NBK311324/'
);

select app_private.define_rule(
  code => 'adults.caffeine_average', version => 1, severity => 'info',
  age_years_from => 18, nutrient => 'caffeine', per => 'average_day', maximum => 400, unit => 'mg',
  message => 'The average day has more caffeine than 400 mg.',
  rationale => 'Habitually up to 400 mg a day from all sources do not raise safety concerns for healthy adults.',
  citation => 'EFSA Panel on Dietetic Products, Nutrition and Allergies. Scientific Opinion on the safety of caffeine. EFSA Journal 2015;13(5):4102',
  citation_url => 'https://doi.org/10.2903/j.efsa.2015.4102'
);

select app_private.define_rule(
  code => 'adults.retinol_average', version => 1, severity => 'caution',
  age_years_from => 18, nutrient => 'retinol', per => 'average_day', maximum => 3000, unit => 'µg',
  message => 'The average day has more preformed vitamin A (retinol) than the upper intake level of 3 000 µg.',
  rationale => 'More harms the liver in the long run; liver reaches it, vegetables do not.',
  citation => 'EFSA Panel on Nutrition, Novel Foods and Food Allergens. Scientific opinion on the tolerable upper intake level for preformed vitamin A and β-carotene. EFSA Journal 2024;22(6):8814',
  citation_url => 'https://doi.org/10.2903/j.efsa.2024.8814'
);

select app_private.define_rule(
  code => 'adults.vitamin_d_average', version => 1, severity => 'caution',
  age_years_from => 18, nutrient => 'vitamin_d', per => 'average_day', maximum => 100, unit => 'µg',
  message => 'The average day has more vitamin D than the upper intake level of 100 µg.',
  rationale => 'More raises calcium in the blood in the long run; what supplements bring comes on top.',
  citation => 'EFSA Panel on Nutrition, Novel Foods and Food Allergens. Scientific opinion on the tolerable upper intake level for vitamin D. EFSA Journal 2023;21(8):8145',
  citation_url => 'https://doi.org/10.2903/j.efsa.2023.8145'
);

select app_private.define_rule(
  code => 'adults.vitamin_b6_average', version => 1, severity => 'caution',
  age_years_from => 18, nutrient => 'vitamin_b6', per => 'average_day', maximum => 12, unit => 'mg',
  message => 'The average day has more vitamin B6 than the upper intake level of 12 mg.',
  rationale => 'More can damage peripheral nerves in the long run; what supplements bring comes on top.',
  citation => 'EFSA Panel on Nutrition, Novel Foods and Food Allergens. Scientific opinion on the tolerable upper intake level for vitamin B6. EFSA Journal 2023;21(5):8006',
  citation_url => 'https://doi.org/10.2903/j.efsa.2023.8006'
);

select app_private.define_rule(
  code => 'adults.selenium_average', version => 1, severity => 'caution',
  age_years_from => 18, nutrient => 'selenium', per => 'average_day', maximum => 255, unit => 'µg',
  message => 'The average day has more selenium than the upper intake level of 255 µg.',
  rationale => 'More makes hair fall out; a few Brazil nuts a day are enough for that.',
  citation => 'EFSA Panel on Nutrition, Novel Foods and Food Allergens. Scientific opinion on the tolerable upper intake level for selenium. EFSA Journal 2023;21(1):7704',
  citation_url => 'https://doi.org/10.2903/j.efsa.2023.7704'
);

select app_private.define_rule(
  code => 'adults.calcium_average', version => 1, severity => 'caution',
  age_years_from => 18, nutrient => 'calcium', per => 'average_day', maximum => 2500, unit => 'mg',
  message => 'The average day has more calcium than the upper intake level of 2 500 mg.',
  rationale => 'Up to this much from food and supplements together is judged to be without risk.',
  citation => 'EFSA Panel on Dietetic Products, Nutrition and Allergies. Scientific Opinion on the Tolerable Upper Intake Level of calcium. EFSA Journal 2012;10(7):2814',
  citation_url => 'https://doi.org/10.2903/j.efsa.2012.2814'
);

select app_private.define_rule(
  code => 'adults.zinc_average', version => 1, severity => 'caution',
  age_years_from => 18, nutrient => 'zinc', per => 'average_day', maximum => 25, unit => 'mg',
  message => 'The average day has more zinc than the upper intake level of 25 mg.',
  rationale => 'More keeps copper out in the long run; oysters and supplements reach it.',
  citation => 'Scientific Committee on Food. Opinion on the Tolerable Upper Intake Level of Zinc (2003). In: Tolerable Upper Intake Levels for Vitamins and Minerals. Parma: EFSA; 2006'
);
