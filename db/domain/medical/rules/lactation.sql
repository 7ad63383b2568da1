select app_private.define_rule(
  code => 'lactation.caffeine_day', version => 1, severity => 'caution',
  life_stage => 'lactation', nutrient => 'caffeine', per => 'day', maximum => 200, unit => 'mg',
  message => 'The day has more caffeine than 200 mg.',
  rationale => 'Up to 200 mg a day from all sources do not raise safety concerns for the breastfed child.',
  citation => 'EFSA Panel on Dietetic Products, Nutrition and Allergies. Scientific Opinion on the safety of caffeine. EFSA Journal 2015;13(5):4102',
  citation_url => 'https://doi.org/10.2903/j.efsa.2015.4102'
);
