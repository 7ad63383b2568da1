select app_private.define_rule(
  code => 'pregnancy.alcohol', version => 1, severity => 'contraindicated',
  life_stage => 'pregnancy', avoid_tag => 'alcohol',
  message => 'No alcohol in pregnancy.',
  rationale => 'Alcohol passes to the child and can harm it throughout pregnancy; no amount is known to be safe.',
  citation => 'UK Chief Medical Officers'' Low Risk Drinking Guidelines. Department of Health; August 2016',
  citation_url => 'https://www.gov.uk/government/publications/alcohol-consumption-advice-on-low-risk-drinking'
);

select app_private.define_rule(
  code => 'pregnancy.raw_fish', version => 1, severity => 'contraindicated',
  life_stage => 'pregnancy', avoid_tag => 'raw_fish',
  message => 'No raw fish or shellfish in pregnancy.',
  rationale => 'It may carry listeria, parasites and viruses that harm mother or child.',
  citation => 'U.S. Department of Health and Human Services, FoodSafety.gov: People at Risk: Pregnant Women',
  citation_url => 'https://www.foodsafety.gov/people-at-risk/pregnant-women'
);

select app_private.define_rule(
  code => 'pregnancy.unpasteurised', version => 1, severity => 'contraindicated',
  life_stage => 'pregnancy', avoid_tag => 'unpasteurised',
  message => 'Nothing unpasteurised in pregnancy.',
  rationale => 'Raw milk, its cheeses and raw juices may carry listeria and other germs.',
  citation => 'U.S. Department of Health and Human Services, FoodSafety.gov: People at Risk: Pregnant Women',
  citation_url => 'https://www.foodsafety.gov/people-at-risk/pregnant-women'
);

select app_private.define_rule(
  code => 'pregnancy.liver', version => 1, severity => 'caution',
  life_stage => 'pregnancy', avoid_tag => 'liver',
  message => 'Liver has so much vitamin A that it can harm the unborn child.',
  rationale => 'Too much preformed vitamin A causes malformations.',
  citation => 'National Health Service. Foods to avoid in pregnancy',
  citation_url => 'https://www.nhs.uk/pregnancy/keeping-well/foods-to-avoid/'
);

select app_private.define_rule(
  code => 'pregnancy.high_mercury_fish', version => 1, severity => 'caution',
  life_stage => 'pregnancy', avoid_tag => 'high_mercury_fish',
  message => 'This fish is high in mercury.',
  rationale => 'Mercury harms the growing brain; other fish is good for it.',
  citation => 'U.S. Food and Drug Administration and Environmental Protection Agency. Advice about Eating Fish',
  citation_url => 'https://www.fda.gov/food/consumers/advice-about-eating-fish'
);

select app_private.define_rule(
  code => 'pregnancy.caffeine_day', version => 1, severity => 'caution',
  life_stage => 'pregnancy', nutrient => 'caffeine', per => 'day', maximum => 200, unit => 'mg',
  message => 'The day has more caffeine than 200 mg.',
  rationale => 'Up to 200 mg a day from all sources do not raise safety concerns for the unborn child.',
  citation => 'EFSA Panel on Dietetic Products, Nutrition and Allergies. Scientific Opinion on the safety of caffeine. EFSA Journal 2015;13(5):4102',
  citation_url => 'https://doi.org/10.2903/j.efsa.2015.4102'
);
