select app_private.define_rule(
  code => 'dialysis.protein_average', version => 1, severity => 'caution',
  condition => 'dialysis', nutrient => 'protein', per => 'average_day', minimum => 1.0, unit => 'g/kg', weight => 'dry', weight_max_age_days => 30,
  supersedes => '{chronic_kidney_disease.protein_average}',
  message => 'The average day has less protein than 1 g per kg of dry weight.',
  rationale => 'Dialysis removes amino acids and consumes protein: what was limited before must now be ample, at 1.0–1.2 g per kg.',
  citation => 'Ikizler TA et al. KDOQI Clinical Practice Guideline for Nutrition in CKD: 2020 Update. American Journal of Kidney Diseases 2020;76(3 Suppl 1):S1–S107',
  citation_url => 'https://doi.org/10.1053/j.ajkd.2020.05.006'
);
