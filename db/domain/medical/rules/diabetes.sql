select app_private.define_rule(
  code => 'diabetes_mellitus.fibre_average', version => 1, severity => 'info',
  condition => 'diabetes_mellitus', nutrient => 'fibre', per => 'average_day', minimum => 25, unit => 'g',
  message => 'The average day has less fibre than 25 g.',
  rationale => 'Adults should eat at least 25 g of fibre that is natural in foods; it flattens glucose and lowers the risk of heart disease.',
  citation => 'World Health Organization. Carbohydrate intake for adults and children: WHO guideline. Geneva: WHO; 2023',
  citation_url => 'https://www.who.int/publications/i/item/9789240073593'
);

select app_private.define_rule(
  code => 'gestational_diabetes.carbohydrate_day', version => 1, severity => 'caution',
  condition => 'gestational_diabetes', nutrient => 'carbohydrate', per => 'day', minimum => 35, maximum => 45, unit => '%',
  message => 'Carbohydrate does not bring 35 to 45 % of the day''s energy.',
  rationale => 'In gestational diabetes this share is suggested to keep glucose in range.',
  citation => 'Blumer I et al. Diabetes and Pregnancy: An Endocrine Society Clinical Practice Guideline. Journal of Clinical Endocrinology & Metabolism 2013;98:4227–4249',
  citation_url => 'https://doi.org/10.1210/jc.2013-2465'
);

select app_private.define_rule(
  code => 'diabetes_mellitus.sweet_drinks', version => 1, severity => 'info',
  condition => 'diabetes_mellitus', avoid_tag => 'sweet_drink',
  message => 'A sugared drink or fruit juice raises blood glucose at once.',
  rationale => 'Water or drinks without sugar are advised in its place, fruit juices included. Against a low glucose it is a remedy, and then right in the plan.',
  citation => 'American Diabetes Association Professional Practice Committee. 5. Facilitating Positive Health Behaviors and Well-being to Improve Health Outcomes: Standards of Care in Diabetes—2024. Diabetes Care 2024;47(Suppl 1):S77–S110',
  citation_url => 'https://doi.org/10.2337/dc24-S005'
);

select app_private.define_rule(
  code => 'diabetes_mellitus.saturated_fat_average', version => 1, severity => 'caution',
  condition => 'diabetes_mellitus', nutrient => 'saturated_fat', per => 'average_day', maximum => 10, unit => '%',
  message => 'Saturated fat brings more than 10 % of the average day''s energy.',
  rationale => 'Diabetes multiplies the risk of heart disease, which saturated fat raises through LDL cholesterol.',
  citation => 'Diabetes and Nutrition Study Group of the European Association for the Study of Diabetes. Evidence-based European recommendations for the dietary management of diabetes. Diabetologia 2023;66:965–985',
  citation_url => 'https://doi.org/10.1007/s00125-023-05894-8'
);

select app_private.define_rule(
  code => 'type_1_diabetes.carbohydrate_variation', version => 1, severity => 'info',
  condition => 'type_1_diabetes', nutrient => 'carbohydrate', max_variation_percent => 50,
  message => 'Carbohydrate varies from day to day, which fixed doses of insulin do not follow.',
  rationale => 'With fixed doses a consistent intake of carbohydrate is advised; who counts carbohydrate and doses by it may vary. No figure is given; a day more than half away from the mean day is shown.',
  citation => 'American Diabetes Association Professional Practice Committee. 5. Facilitating Positive Health Behaviors and Well-being to Improve Health Outcomes: Standards of Care in Diabetes—2024. Diabetes Care 2024;47(Suppl 1):S77–S110',
  citation_url => 'https://doi.org/10.2337/dc24-S005'
);

select app_private.define_rule(
  code => 'type_2_diabetes.fibre_average', version => 1, severity => 'info',
  condition => 'type_2_diabetes', nutrient => 'fibre', per => 'average_day', minimum => 35, unit => 'g',
  supersedes => '{diabetes_mellitus.fibre_average}',
  message => 'The average day has less fibre than 35 g.',
  rationale => 'At least 35 g a day lower glucose, weight and lipids in diabetes.',
  citation => 'Diabetes and Nutrition Study Group of the European Association for the Study of Diabetes. Evidence-based European recommendations for the dietary management of diabetes. Diabetologia 2023;66:965–985',
  citation_url => 'https://doi.org/10.1007/s00125-023-05894-8'
);
