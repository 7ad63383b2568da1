-- Fluid is not among them: the limit goes by the urine that is left and by the weight gained between treatments, and is the physician's
-- (a limit of the client's own); what foods hold as water is not what guidelines count as drinks.
select app_private.define_rule(
  code => 'dialysis.protein_average', version => 1, severity => 'caution',
  condition => 'dialysis', nutrient => 'protein', per => 'average_day', minimum => 1.0, unit => 'g/kg', weight => 'dry', weight_max_age_days => 30,
  supersedes => '{chronic_kidney_disease.protein_average}',
  message => 'The average day has less protein than 1 g per kg of dry weight.',
  rationale => 'Dialysis removes amino acids and consumes protein: what was limited before must now be ample, at 1.0–1.2 g per kg.',
  citation => 'Ikizler TA et al. KDOQI Clinical Practice Guideline for Nutrition in CKD: 2020 Update. American Journal of Kidney Diseases 2020;76(3 Suppl 1):S1–S107',
  citation_url => 'https://doi.org/10.1053/j.ajkd.2020.05.006'
);

select app_private.define_rule(
  code => 'dialysis.sodium_day', version => 1, severity => 'caution',
  condition => 'dialysis', nutrient => 'sodium', per => 'day', maximum => 2300, unit => 'mg',
  supersedes => '{chronic_kidney_disease.sodium_day}',
  message => 'The day has more sodium than 2.3 g.',
  rationale => 'Salt makes thirst, and with it the weight gained between treatments; below 100 mmol a day is recommended.',
  citation => 'Ikizler TA et al. KDOQI Clinical Practice Guideline for Nutrition in CKD: 2020 Update. American Journal of Kidney Diseases 2020;76(3 Suppl 1):S1–S107',
  citation_url => 'https://doi.org/10.1053/j.ajkd.2020.05.006'
);

select app_private.define_rule(
  code => 'dialysis.potassium_salt', version => 1, severity => 'contraindicated',
  condition => 'dialysis', avoid_tag => 'potassium_salt',
  supersedes => '{chronic_kidney_disease.potassium_salt}',
  message => 'No salt with potassium chloride on dialysis.',
  rationale => 'Between treatments nothing takes the potassium out; the guideline excludes people with kidney impairment.',
  citation => 'World Health Organization. Use of lower-sodium salt substitutes: WHO guideline. Geneva: WHO; 2025'
);

select app_private.define_rule(
  code => 'haemodialysis.potassium_day', version => 1, severity => 'caution',
  condition => 'haemodialysis', nutrient => 'potassium', per => 'day', maximum => 2730, unit => 'mg',
  supersedes => '{hypertension.potassium_average}',
  message => 'The day has more potassium than 2.7 g (70 mmol).',
  rationale => 'The guideline gives 50–70 mmol (1 950–2 730 mg) a day where potassium before treatment exceeds 6 mmol/L. With lower values more may be right.',
  citation => 'Fouque D et al. EBPG Guideline on Nutrition. Nephrology Dialysis Transplantation 2007;22(Suppl 2):ii45–ii87',
  citation_url => 'https://doi.org/10.1093/ndt/gfm020'
);

select app_private.define_rule(
  code => 'haemodialysis.phosphorus_average', version => 1, severity => 'caution',
  condition => 'haemodialysis', nutrient => 'phosphorus', per => 'average_day', maximum => 1000, unit => 'mg',
  message => 'The average day has more phosphorus than 1 g.',
  rationale => 'The guideline gives 800–1 000 mg a day; phosphates that are added to foods are often missing in food tables and come on top.',
  citation => 'Fouque D et al. EBPG Guideline on Nutrition. Nephrology Dialysis Transplantation 2007;22(Suppl 2):ii45–ii87',
  citation_url => 'https://doi.org/10.1093/ndt/gfm020'
);
