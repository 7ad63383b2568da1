-- By the diagnosis, and by the laboratory value where nobody has written a diagnosis.
select app_private.define_rule(
  code => 'hyperkalaemia.potassium_salt', version => 1, severity => 'contraindicated',
  condition => 'hyperkalaemia', avoid_tag => 'potassium_salt',
  supersedes => '{chronic_kidney_disease.potassium_salt,hypertension.potassium_average}',
  message => 'No salt with potassium chloride where potassium is high.',
  rationale => 'It brings potassium that is absorbed at once; the guideline excludes conditions that impair its excretion, and so does the advice to eat more potassium.',
  citation => 'World Health Organization. Use of lower-sodium salt substitutes: WHO guideline. Geneva: WHO; 2025'
);

select app_private.define_rule(
  code => 'potassium_measured_high.potassium_salt', version => 1, severity => 'contraindicated',
  lab_test => 'potassium_serum', lab_from => 5.5, lab_unit => 'mmol/L', lab_max_age_days => 30,
  avoid_tag => 'potassium_salt',
  supersedes => '{chronic_kidney_disease.potassium_salt,hypertension.potassium_average}',
  message => 'No salt with potassium chloride: the last potassium was 5.5 mmol/L or more.',
  rationale => 'It brings potassium that is absorbed at once; the guideline excludes conditions that impair its excretion, and so does the advice to eat more potassium.',
  citation => 'World Health Organization. Use of lower-sodium salt substitutes: WHO guideline. Geneva: WHO; 2025'
);

select app_private.define_rule(
  code => 'potassium_measured_high.potassium_day', version => 1, severity => 'caution',
  lab_test => 'potassium_serum', lab_from => 6, lab_unit => 'mmol/L', lab_max_age_days => 30,
  nutrient => 'potassium', per => 'day', maximum => 2730, unit => 'mg',
  supersedes => '{hypertension.potassium_average,chronic_kidney_disease_stage_3.potassium_day,chronic_kidney_disease_stage_4.potassium_day,haemodialysis.potassium_day}',
  message => 'The day has more potassium than 2.7 g (70 mmol), and the last potassium was 6 mmol/L or more.',
  rationale => 'The guideline, written for haemodialysis, gives 50–70 mmol (1 950–2 730 mg) a day above 6 mmol/L. Such a value needs a physician first.',
  citation => 'Fouque D et al. EBPG Guideline on Nutrition. Nephrology Dialysis Transplantation 2007;22(Suppl 2):ii45–ii87',
  citation_url => 'https://doi.org/10.1093/ndt/gfm020'
);
