select app_private.define_rule(
  code => 'metformin.vitamin_b12_average', version => 2, severity => 'info',
  medication => 'metformin', nutrient => 'vitamin_b12', per => 'average_day', minimum => 4, unit => 'µg',
  message => 'The average day has less vitamin B12 than 4 µg.',
  rationale => 'Metformin lowers the uptake of vitamin B12; the plan should at least reach the adequate intake.',
  citation => 'Glucophage (metformin hydrochloride) prescribing information, U.S. Food and Drug Administration, section 5.2 Vitamin B12 Deficiency; amount: EFSA Panel on Dietetic Products, Nutrition and Allergies. Scientific Opinion on Dietary Reference Values for cobalamin (vitamin B12). EFSA Journal 2015;13(7):4150',
  citation_url => 'https://doi.org/10.2903/j.efsa.2015.4150'
);

select app_private.define_rule(
  code => 'metformin.alcohol', version => 1, severity => 'caution',
  medication => 'metformin', avoid_tag => 'alcohol',
  message => 'Alcohol with metformin raises the risk of lactic acidosis.',
  rationale => 'Alcohol strengthens what metformin does to lactate; the label warns of excessive intake.',
  citation => 'Glucophage (metformin hydrochloride) prescribing information, U.S. Food and Drug Administration, section 5.1 Lactic Acidosis'
);
