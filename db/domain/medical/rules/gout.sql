select app_private.define_rule(
  code => 'gout.high_purine', version => 1, severity => 'caution',
  condition => 'gout', avoid_tag => 'high_purine',
  message => 'The food is high in purines, which can set off gout.',
  rationale => 'Purines become uric acid; limiting them is advised conditionally.',
  citation => 'FitzGerald JD et al. 2020 American College of Rheumatology Guideline for the Management of Gout. Arthritis Care & Research 2020;72:744–760',
  citation_url => 'https://doi.org/10.1002/acr.24180'
);

select app_private.define_rule(
  code => 'gout.alcohol', version => 1, severity => 'caution',
  condition => 'gout', avoid_tag => 'alcohol',
  message => 'Alcohol can set off gout.',
  rationale => 'Alcohol raises uric acid; limiting it is advised conditionally.',
  citation => 'FitzGerald JD et al. 2020 American College of Rheumatology Guideline for the Management of Gout. Arthritis Care & Research 2020;72:744–760',
  citation_url => 'https://doi.org/10.1002/acr.24180'
);
