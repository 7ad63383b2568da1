select app_private.define_rule(
  code => 'older_adults.protein_average', version => 1, severity => 'info',
  age_years_from => 65, nutrient => 'protein', per => 'average_day', minimum => 1.0, unit => 'g/kg', weight => 'actual', weight_max_age_days => 180,
  message => 'The average day has less protein than 1 g per kg of body weight.',
  rationale => 'Older people need at least this much to keep their muscles.',
  citation => 'Volkert D et al. ESPEN practical guideline: Clinical nutrition and hydration in geriatrics. Clinical Nutrition 2022;41:958–989',
  citation_url => 'https://doi.org/10.1016/j.clnu.2022.01.024'
);
