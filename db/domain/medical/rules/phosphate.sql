-- From 5.5 mg/dL on, as the guideline has it in kidney failure. In stages 3 and 4 it begins at 4.6 mg/dL (1.49 mmol/L); that asks for no
-- rule of its own, because the rules of these stages hold the same 1 g at any phosphate. A rule has one trigger, and 1.5 mmol/L alone says
-- little of people whose kidneys are healthy.
select app_private.define_rule(
  code => 'phosphate_measured_high.phosphorus_average', version => 1, severity => 'caution',
  lab_test => 'phosphate_serum', lab_from => 1.78, lab_unit => 'mmol/L', lab_max_age_days => 90,
  nutrient => 'phosphorus', per => 'average_day', maximum => 1000, unit => 'mg',
  supersedes => '{chronic_kidney_disease_stage_3.phosphorus_average,chronic_kidney_disease_stage_4.phosphorus_average,haemodialysis.phosphorus_average}',
  message => 'The average day has more phosphorus than 1 g, and the last phosphate was 1.78 mmol/L (5.5 mg/dL) or more.',
  rationale => 'Above 5.5 mg/dL in kidney failure the guideline restricts phosphorus to 800–1 000 mg a day, adjusted for protein.',
  citation => 'K/DOQI Clinical Practice Guidelines for Bone Metabolism and Disease in Chronic Kidney Disease, guideline 4. American Journal of Kidney Diseases 2003;42(4 Suppl 3):S1–S201'
);
