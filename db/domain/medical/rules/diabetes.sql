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
