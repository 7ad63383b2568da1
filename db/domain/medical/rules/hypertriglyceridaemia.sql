select app_private.define_rule(
  code => 'hypertriglyceridaemia.alcohol', version => 1, severity => 'caution',
  condition => 'hypertriglyceridaemia', avoid_tag => 'alcohol',
  message => 'Alcohol raises triglycerides.',
  rationale => 'It makes the liver form more of the particles that carry them; the higher the level, the stronger.',
  citation => 'Miller M et al. Triglycerides and Cardiovascular Disease: A Scientific Statement From the American Heart Association. Circulation 2011;123:2292–2333',
  citation_url => 'https://doi.org/10.1161/CIR.0b013e3182160726'
);

select app_private.define_rule(
  code => 'triglycerides_measured_very_high.alcohol', version => 1, severity => 'contraindicated',
  lab_test => 'triglycerides', lab_from => 5.65, lab_unit => 'mmol/L', lab_max_age_days => 180,
  avoid_tag => 'alcohol',
  supersedes => '{hypertriglyceridaemia.alcohol}',
  message => 'No alcohol: the last triglycerides were 5.65 mmol/L (500 mg/dL) or more.',
  rationale => 'Above 500 mg/dL alcohol can drive them to where the pancreas becomes inflamed; abstinence is advised.',
  citation => 'Miller M et al. Triglycerides and Cardiovascular Disease: A Scientific Statement From the American Heart Association. Circulation 2011;123:2292–2333',
  citation_url => 'https://doi.org/10.1161/CIR.0b013e3182160726'
);
