select app_private.define_rule(
  code => 'chronic_kidney_disease.sodium_day', version => 1, severity => 'caution',
  condition => 'chronic_kidney_disease', nutrient => 'sodium', per => 'day', maximum => 2000, unit => 'mg',
  supersedes => '{hypertension.sodium_day}',
  message => 'The day has more sodium than 2 g (5 g of salt).',
  rationale => 'Less sodium lowers blood pressure and proteinuria in kidney disease.',
  citation => 'KDIGO 2024 Clinical Practice Guideline for the Evaluation and Management of Chronic Kidney Disease. Kidney International 2024;105(4S):S117–S314',
  citation_url => 'https://doi.org/10.1016/j.kint.2023.10.018'
);

select app_private.define_rule(
  code => 'chronic_kidney_disease.protein_average', version => 2, severity => 'caution',
  condition => 'chronic_kidney_disease', nutrient => 'protein', per => 'average_day', maximum => 1.3, unit => 'g/kg', weight => 'actual', weight_max_age_days => 90,
  message => 'The average day has more protein than 1.3 g per kg of body weight.',
  rationale => 'In adults at risk of progression a high protein intake speeds up the loss of kidney function. It is not meant for children.',
  citation => 'KDIGO 2024 Clinical Practice Guideline for the Evaluation and Management of Chronic Kidney Disease. Kidney International 2024;105(4S):S117–S314',
  citation_url => 'https://doi.org/10.1016/j.kint.2023.10.018'
);

select app_private.define_rule(
  code => 'chronic_kidney_disease_stage_3.potassium_day', version => 1, severity => 'caution',
  condition => 'chronic_kidney_disease_stage_3', nutrient => 'potassium', per => 'day', maximum => 4000, unit => 'mg',
  supersedes => '{hypertension.potassium_average}',
  message => 'The day has more potassium than 4 g.',
  rationale => 'Kidneys in this stage excrete less potassium; the guideline gives 2–4 g a day. The potassium that is advised against hypertension presupposes healthy kidneys.',
  citation => 'K/DOQI Clinical Practice Guidelines on Hypertension and Antihypertensive Agents in Chronic Kidney Disease, guideline 6. American Journal of Kidney Diseases 2004;43(5 Suppl 1):S1–S290'
);

select app_private.define_rule(
  code => 'chronic_kidney_disease_stage_3.phosphorus_average', version => 1, severity => 'caution',
  condition => 'chronic_kidney_disease_stage_3', nutrient => 'phosphorus', per => 'average_day', maximum => 1000, unit => 'mg',
  message => 'The average day has more phosphorus than 1 g.',
  rationale => 'Phosphorus that the kidneys no longer excrete harms bones and vessels; the guideline gives 0.8–1.0 g a day.',
  citation => 'K/DOQI Clinical Practice Guidelines on Hypertension and Antihypertensive Agents in Chronic Kidney Disease, guideline 6. American Journal of Kidney Diseases 2004;43(5 Suppl 1):S1–S290'
);

select app_private.define_rule(
  code => 'chronic_kidney_disease_stage_4.potassium_day', version => 1, severity => 'caution',
  condition => 'chronic_kidney_disease_stage_4', nutrient => 'potassium', per => 'day', maximum => 4000, unit => 'mg',
  supersedes => '{hypertension.potassium_average}',
  message => 'The day has more potassium than 4 g.',
  rationale => 'Kidneys in this stage excrete less potassium; the guideline gives 2–4 g a day. The potassium that is advised against hypertension presupposes healthy kidneys.',
  citation => 'K/DOQI Clinical Practice Guidelines on Hypertension and Antihypertensive Agents in Chronic Kidney Disease, guideline 6. American Journal of Kidney Diseases 2004;43(5 Suppl 1):S1–S290'
);

select app_private.define_rule(
  code => 'chronic_kidney_disease_stage_4.phosphorus_average', version => 1, severity => 'caution',
  condition => 'chronic_kidney_disease_stage_4', nutrient => 'phosphorus', per => 'average_day', maximum => 1000, unit => 'mg',
  message => 'The average day has more phosphorus than 1 g.',
  rationale => 'Phosphorus that the kidneys no longer excrete harms bones and vessels; the guideline gives 0.8–1.0 g a day.',
  citation => 'K/DOQI Clinical Practice Guidelines on Hypertension and Antihypertensive Agents in Chronic Kidney Disease, guideline 6. American Journal of Kidney Diseases 2004;43(5 Suppl 1):S1–S290'
);

select app_private.define_rule(
  code => 'chronic_kidney_disease.star_fruit', version => 1, severity => 'contraindicated',
  condition => 'chronic_kidney_disease', avoid_tag => 'starfruit',
  message => 'Star fruit is poisonous where the kidneys fail.',
  rationale => 'Its toxins are not excreted; hiccups, confusion, seizures and deaths are described.',
  citation => 'Neto MM et al. Intoxication by star fruit (Averrhoa carambola) in 32 uraemic patients: treatment and outcome. Nephrology Dialysis Transplantation 2003;18:120–125'
);

select app_private.define_rule(
  code => 'chronic_kidney_disease.potassium_salt', version => 1, severity => 'caution',
  condition => 'chronic_kidney_disease', avoid_tag => 'potassium_salt',
  supersedes => '{hypertension.potassium_average}',
  message => 'Salt with potassium chloride is not meant for people with kidney disease.',
  rationale => 'Kidneys that excrete less potassium let it rise in the blood. Neither this salt nor the potassium that is advised against hypertension is recommended where potassium excretion may be impaired.',
  citation => 'World Health Organization. Use of lower-sodium salt substitutes: WHO guideline. Geneva: WHO; 2025'
);

select app_private.define_rule(
  code => 'chronic_kidney_disease_stage_5.potassium_salt', version => 1, severity => 'contraindicated',
  condition => 'chronic_kidney_disease_stage_5', avoid_tag => 'potassium_salt',
  supersedes => '{chronic_kidney_disease.potassium_salt}',
  message => 'No salt with potassium chloride in kidney failure.',
  rationale => 'A teaspoon may bring more potassium than failing kidneys excrete in a day; the guideline excludes people with kidney impairment. How much potassium from food is right goes by the laboratory value.',
  citation => 'World Health Organization. Use of lower-sodium salt substitutes: WHO guideline. Geneva: WHO; 2025'
);
