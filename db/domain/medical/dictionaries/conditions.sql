-- Diseases that rules know, with their ICD-10 codes (WHO version).
with stated(code, name, icd10_code, parent, synonyms) as (values
  ('hypertension', 'Hypertension', 'I10', null, '{"high blood pressure"}'::text[]),
  ('chronic_kidney_disease', 'Chronic kidney disease', 'N18', null, '{CKD,"chronic renal failure","renal insufficiency"}'),
  ('chronic_kidney_disease_stage_1', 'Chronic kidney disease, stage 1', 'N18.1', 'chronic_kidney_disease', '{"CKD G1"}'),
  ('chronic_kidney_disease_stage_2', 'Chronic kidney disease, stage 2', 'N18.2', 'chronic_kidney_disease', '{"CKD G2"}'),
  ('chronic_kidney_disease_stage_3', 'Chronic kidney disease, stage 3', 'N18.3', 'chronic_kidney_disease', '{"CKD G3a","CKD G3b"}'),
  ('chronic_kidney_disease_stage_4', 'Chronic kidney disease, stage 4', 'N18.4', 'chronic_kidney_disease', '{"CKD G4"}'),
  ('chronic_kidney_disease_stage_5', 'Chronic kidney disease, stage 5', 'N18.5', 'chronic_kidney_disease', '{"CKD G5","end-stage renal disease"}'),
  ('dialysis', 'Dialysis', 'Z99.2', 'chronic_kidney_disease', '{"renal replacement therapy"}'),
  ('haemodialysis', 'Haemodialysis', 'Z49.1', 'dialysis', '{hemodialysis}'),
  ('peritoneal_dialysis', 'Peritoneal dialysis', 'Z49.2', 'dialysis', '{CAPD}'),
  ('hyperkalaemia', 'Hyperkalaemia', 'E87.5', null, '{"high potassium"}'),
  ('kidney_stones', 'Kidney stones', 'N20.0', null, '{nephrolithiasis}'),
  ('diabetes_mellitus', 'Diabetes mellitus', 'E14', null, '{diabetes}'),
  ('type_1_diabetes', 'Type 1 diabetes', 'E10', 'diabetes_mellitus', '{T1D,"insulin-dependent diabetes"}'),
  ('type_2_diabetes', 'Type 2 diabetes', 'E11', 'diabetes_mellitus', '{T2D}'),
  ('gestational_diabetes', 'Gestational diabetes', 'O24.4', 'diabetes_mellitus', '{}'),
  ('coeliac_disease', 'Coeliac disease', 'K90.0', null, '{"celiac disease","gluten-sensitive enteropathy"}'),
  ('crohns_disease', 'Crohn''s disease', 'K50', null, '{IBD}'),
  ('ulcerative_colitis', 'Ulcerative colitis', 'K51', null, '{IBD}'),
  ('irritable_bowel_syndrome', 'Irritable bowel syndrome', 'K58', null, '{IBS}'),
  ('reflux_disease', 'Gastro-oesophageal reflux disease', 'K21', null, '{GERD,GORD}'),
  ('liver_cirrhosis', 'Liver cirrhosis', 'K74.6', null, '{}'),
  ('gout', 'Gout', 'M10', null, '{"hyperuricaemia with arthritis"}'),
  ('dyslipidaemia', 'Dyslipidaemia', 'E78', null, '{dyslipidemia,"high cholesterol"}'),
  ('hypercholesterolaemia', 'Hypercholesterolaemia', 'E78.0', 'dyslipidaemia', '{"familial hypercholesterolaemia"}'),
  ('hypertriglyceridaemia', 'Hypertriglyceridaemia', 'E78.1', 'dyslipidaemia', '{"high triglycerides"}'),
  ('heart_failure', 'Heart failure', 'I50', null, '{"cardiac insufficiency"}'),
  ('coronary_heart_disease', 'Coronary heart disease', 'I25', null, '{"ischaemic heart disease"}'),
  ('stroke', 'Stroke', 'I64', null, '{"cerebrovascular accident"}'),
  ('phenylketonuria', 'Phenylketonuria', 'E70.0', null, '{PKU}'),
  ('lactose_intolerance', 'Lactose intolerance', 'E73', null, '{}'),
  ('hereditary_fructose_intolerance', 'Hereditary fructose intolerance', 'E74.3', null, '{HFI}'),
  ('galactosaemia', 'Galactosaemia', 'E74.2', null, '{galactosemia}'),
  ('wilson_disease', 'Wilson disease', 'E83.0', null, '{"copper overload"}'),
  ('haemochromatosis', 'Haemochromatosis', 'E83.1', null, '{"iron overload"}'),
  ('osteoporosis', 'Osteoporosis', 'M81', null, '{}'),
  ('iron_deficiency_anaemia', 'Iron deficiency anaemia', 'D50', null, '{}'),
  ('vitamin_b12_deficiency_anaemia', 'Vitamin B12 deficiency anaemia', 'D51', null, '{"pernicious anaemia"}'),
  ('g6pd_deficiency', 'G6PD deficiency', 'D55.0', null, '{favism}'),
  ('immunodeficiency', 'Weakened immune system', 'D84.9', null, '{immunosuppressed}'),
  ('hypothyroidism', 'Hypothyroidism', 'E03', null, '{}'),
  ('hyperthyroidism', 'Hyperthyroidism', 'E05', null, '{}'),
  ('obesity', 'Obesity', 'E66', null, '{}'),
  ('malnutrition', 'Malnutrition', 'E46', null, '{undernutrition}'),
  ('eating_disorder', 'Eating disorder', 'F50', null, '{anorexia,bulimia}'),
  ('migraine', 'Migraine', 'G43', null, '{}')
)
insert into app_public.conditions as t (org_id, id, code, name, icd10_code, parent_org_id, parent_id, synonyms)
select '00000000-0000-0000-0000-000000000000'::uuid, app_private.kb_id('condition', s.code), s.code, s.name, s.icd10_code,
       case when s.parent is not null then '00000000-0000-0000-0000-000000000000'::uuid end, app_private.kb_id('condition', s.parent), s.synonyms
  from stated s
on conflict (org_id, id) do update set
  name = excluded.name, icd10_code = excluded.icd10_code, parent_org_id = excluded.parent_org_id, parent_id = excluded.parent_id, synonyms = excluded.synonyms
where (t.name, t.icd10_code, t.parent_id, t.synonyms)
  is distinct from (excluded.name, excluded.icd10_code, excluded.parent_id, excluded.synonyms);
