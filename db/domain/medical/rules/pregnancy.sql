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
  code => 'pregnancy.retinol_day', version => 1, severity => 'caution',
  life_stage => 'pregnancy', nutrient => 'retinol', per => 'day', maximum => 3000, unit => 'µg',
  supersedes => '{adults.retinol_average}',
  message => 'The day has more preformed vitamin A (retinol) than 3 000 µg.',
  rationale => 'The upper intake level protects from malformations, for which single days may count; carotene from vegetables is not meant.',
  citation => 'EFSA Panel on Nutrition, Novel Foods and Food Allergens. Scientific opinion on the tolerable upper intake level for preformed vitamin A and β-carotene. EFSA Journal 2024;22(6):8814',
  citation_url => 'https://doi.org/10.2903/j.efsa.2024.8814'
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
  code => 'pregnancy.caffeine_day', version => 2, severity => 'caution',
  life_stage => 'pregnancy', nutrient => 'caffeine', per => 'day', maximum => 200, unit => 'mg',
  supersedes => '{adults.caffeine_average}',
  message => 'The day has more caffeine than 200 mg.',
  rationale => 'Up to 200 mg a day from all sources do not raise safety concerns for the unborn child.',
  citation => 'EFSA Panel on Dietetic Products, Nutrition and Allergies. Scientific Opinion on the safety of caffeine. EFSA Journal 2015;13(5):4102',
  citation_url => 'https://doi.org/10.2903/j.efsa.2015.4102'
);

select app_private.define_rule(
  code => 'pregnancy.raw_meat', version => 1, severity => 'info',
  life_stage => 'pregnancy', avoid_tag => 'raw_meat',
  message => 'This meat is raw as listed: it must be cooked through.',
  rationale => 'Raw and rare meat may carry toxoplasma and bacteria that harm the child.',
  citation => 'U.S. Department of Health and Human Services, FoodSafety.gov: People at Risk: Pregnant Women',
  citation_url => 'https://www.foodsafety.gov/people-at-risk/pregnant-women'
);

select app_private.define_rule(
  code => 'pregnancy.raw_egg', version => 1, severity => 'caution',
  life_stage => 'pregnancy', avoid_tag => 'raw_egg',
  message => 'Raw egg may carry salmonella.',
  rationale => 'Eggs are to be cooked until yolk and white are firm; in a recipe that is heated through it does not matter.',
  citation => 'U.S. Department of Health and Human Services, FoodSafety.gov: People at Risk: Pregnant Women',
  citation_url => 'https://www.foodsafety.gov/people-at-risk/pregnant-women'
);

select app_private.define_rule(
  code => 'pregnancy.raw_sprouts', version => 1, severity => 'caution',
  life_stage => 'pregnancy', avoid_tag => 'raw_sprouts',
  message => 'Raw sprouts may carry bacteria.',
  rationale => 'They cannot be washed off; cooked sprouts are fine.',
  citation => 'U.S. Department of Health and Human Services, FoodSafety.gov: People at Risk: Pregnant Women',
  citation_url => 'https://www.foodsafety.gov/people-at-risk/pregnant-women'
);

select app_private.define_rule(
  code => 'pregnancy.soft_ripened_cheese', version => 1, severity => 'caution',
  life_stage => 'pregnancy', avoid_tag => 'soft_ripened_cheese',
  message => 'Listeria grows in soft mould-ripened and blue cheese.',
  rationale => 'Listeria passes to the child; hard cheese and cheese that is heated through are fine.',
  citation => 'U.S. Department of Health and Human Services, FoodSafety.gov: People at Risk: Pregnant Women',
  citation_url => 'https://www.foodsafety.gov/people-at-risk/pregnant-women'
);

select app_private.define_rule(
  code => 'pregnancy.deli_meat', version => 1, severity => 'caution',
  life_stage => 'pregnancy', avoid_tag => 'deli_meat',
  message => 'Listeria grows in sliced and spreadable meat that is eaten cold.',
  rationale => 'Listeria passes to the child; heated until steaming it is fine.',
  citation => 'U.S. Department of Health and Human Services, FoodSafety.gov: People at Risk: Pregnant Women',
  citation_url => 'https://www.foodsafety.gov/people-at-risk/pregnant-women'
);

select app_private.define_rule(
  code => 'pregnancy.smoked_fish', version => 1, severity => 'caution',
  life_stage => 'pregnancy', avoid_tag => 'smoked_fish',
  message => 'Listeria grows in cold-smoked fish.',
  rationale => 'Listeria passes to the child; cooked in a dish, or canned, it is fine.',
  citation => 'U.S. Department of Health and Human Services, FoodSafety.gov: People at Risk: Pregnant Women',
  citation_url => 'https://www.foodsafety.gov/people-at-risk/pregnant-women'
);

select app_private.define_rule(
  code => 'pregnancy.iodine_rich', version => 1, severity => 'caution',
  life_stage => 'pregnancy', avoid_tag => 'iodine_rich',
  message => 'Seaweed may bring so much iodine that it harms the child''s thyroid.',
  rationale => 'More than 500 µg of iodine a day from food and supplements are to be avoided in pregnancy; a gram of kelp may hold more.',
  citation => 'Alexander EK et al. 2017 Guidelines of the American Thyroid Association for the Diagnosis and Management of Thyroid Disease During Pregnancy and the Postpartum. Thyroid 2017;27:315–389',
  citation_url => 'https://doi.org/10.1089/thy.2016.0457'
);

select app_private.define_rule(
  code => 'pregnancy.folate_average', version => 1, severity => 'info',
  life_stage => 'pregnancy', nutrient => 'folate', per => 'average_day', minimum => 600, unit => 'µg',
  message => 'The average day has less folate than 600 µg.',
  rationale => 'The adequate intake in pregnancy is 600 µg of dietary folate equivalents; the tablet of folic acid that is advised counts and is not in the plan.',
  citation => 'EFSA Panel on Dietetic Products, Nutrition and Allergies. Scientific Opinion on Dietary Reference Values for folate. EFSA Journal 2014;12(11):3893',
  citation_url => 'https://doi.org/10.2903/j.efsa.2014.3893'
);

select app_private.define_rule(
  code => 'pregnancy.exercise_contact', version => 1, severity => 'contraindicated',
  life_stage => 'pregnancy', avoid_exercise_tag => 'contact',
  message => 'No contact sports in pregnancy.',
  rationale => 'A blow to the belly may harm mother and child.',
  citation => 'American College of Obstetricians and Gynecologists. Physical Activity and Exercise During Pregnancy and the Postpartum Period. Committee Opinion 804. Obstetrics & Gynecology 2020;135:e178–e188'
);

select app_private.define_rule(
  code => 'pregnancy.exercise_fall_risk', version => 1, severity => 'contraindicated',
  life_stage => 'pregnancy', avoid_exercise_tag => 'fall_risk',
  message => 'No exercise in pregnancy with a high risk of falling.',
  rationale => 'A fall may harm mother and child, and balance changes with the belly.',
  citation => 'American College of Obstetricians and Gynecologists. Physical Activity and Exercise During Pregnancy and the Postpartum Period. Committee Opinion 804. Obstetrics & Gynecology 2020;135:e178–e188'
);

select app_private.define_rule(
  code => 'pregnancy.exercise_supine', version => 1, severity => 'caution',
  life_stage => 'pregnancy', avoid_exercise_tag => 'supine',
  message => 'Not for long flat on the back in pregnancy.',
  rationale => 'In the later months the womb presses on the great vein and the blood pressure falls.',
  citation => 'American College of Obstetricians and Gynecologists. Physical Activity and Exercise During Pregnancy and the Postpartum Period. Committee Opinion 804. Obstetrics & Gynecology 2020;135:e178–e188'
);
