select app_private.define_rule(
  code => 'immunodeficiency.unpasteurised', version => 1, severity => 'contraindicated',
  condition => 'immunodeficiency', avoid_tag => 'unpasteurised',
  message => 'Nothing unpasteurised with a weakened immune system.',
  rationale => 'Raw milk, its cheeses and raw juices may carry listeria and other germs.',
  citation => 'U.S. Department of Health and Human Services, FoodSafety.gov: People at Risk: People with Weakened Immune Systems'
);

select app_private.define_rule(
  code => 'immunodeficiency.raw_fish', version => 1, severity => 'contraindicated',
  condition => 'immunodeficiency', avoid_tag => 'raw_fish',
  message => 'No raw fish or shellfish with a weakened immune system.',
  rationale => 'It may carry bacteria, viruses and parasites.',
  citation => 'U.S. Department of Health and Human Services, FoodSafety.gov: People at Risk: People with Weakened Immune Systems'
);

select app_private.define_rule(
  code => 'immunodeficiency.raw_sprouts', version => 1, severity => 'caution',
  condition => 'immunodeficiency', avoid_tag => 'raw_sprouts',
  message => 'Raw sprouts may carry bacteria.',
  rationale => 'They cannot be washed off; cooked sprouts are fine.',
  citation => 'U.S. Department of Health and Human Services, FoodSafety.gov: People at Risk: People with Weakened Immune Systems'
);
