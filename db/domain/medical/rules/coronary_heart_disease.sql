select app_private.define_rule(
  code => 'coronary_heart_disease.exercise_load', version => 1, severity => 'caution',
  condition => 'coronary_heart_disease', limit_exercise => 'load_percent_1rm', maximum => 60, unit => '%',
  message => 'The load is above 60 % of the one-repetition maximum.',
  rationale => 'Resistance training begins at 30–40 % for the upper and 50–60 % for the lower body; more only after supervised weeks without symptoms.',
  citation => 'Williams MA et al. Resistance Exercise in Individuals With and Without Cardiovascular Disease: 2007 Update. Circulation 2007;116:572–584',
  citation_url => 'https://doi.org/10.1161/CIRCULATIONAHA.107.185214'
);

select app_private.define_rule(
  code => 'coronary_heart_disease.exercise_breath_holding', version => 1, severity => 'caution',
  condition => 'coronary_heart_disease', avoid_exercise_tag => 'breath_holding',
  message => 'No straining with held breath.',
  rationale => 'It raises blood pressure steeply and loads the heart.',
  citation => 'Williams MA et al. Resistance Exercise in Individuals With and Without Cardiovascular Disease: 2007 Update. Circulation 2007;116:572–584',
  citation_url => 'https://doi.org/10.1161/CIRCULATIONAHA.107.185214'
);
