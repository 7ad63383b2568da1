-- What laboratories measure, each in the unit in which it is stored and ruled on (SI units as laboratories in Europe print them; %
-- for HbA1c, because rules cite it so). Codes are LOINC where the property matches (moles in moles, mass in mass); null where none
-- fits for sure.
-- This material contains content from LOINC (http://loinc.org). LOINC is copyright © Regenstrief Institute, Inc. and the Logical
-- Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the license at http://loinc.org/license.
--
-- plausible_from and plausible_to are no reference range: they lie outside what has been measured in living people, and are chosen so
-- that a number in the wrong unit falls outside (glucose 95 mg/dL written as mmol/L, haemoglobin 13.5 g/dL written as g/L).
insert into app_public.lab_tests as t (code, name, loinc_code, unit, decimals, plausible_from, plausible_to, synonyms, sort_order) values
  ('potassium_serum', 'Potassium', '2823-3', 'mmol/L', 1, 1, 12, '{K,"serum potassium"}', 10),
  ('sodium_serum', 'Sodium', '2951-2', 'mmol/L', 0, 90, 200, '{Na,"serum sodium"}', 20),
  ('calcium_serum', 'Calcium, total', '2000-8', 'mmol/L', 2, 0.5, 6, '{Ca,"serum calcium"}', 30),
  ('phosphate_serum', 'Phosphate', '14879-1', 'mmol/L', 2, 0.1, 6, '{phosphorus,"inorganic phosphate",P}', 40),
  ('magnesium_serum', 'Magnesium', '2601-3', 'mmol/L', 2, 0.1, 8, '{Mg,"serum magnesium"}', 50),
  ('bicarbonate_serum', 'Bicarbonate', '1963-8', 'mmol/L', 0, 2, 60, '{HCO3}', 60),
  ('creatinine', 'Creatinine', '14682-9', 'µmol/L', 0, 10, 3000, '{"serum creatinine"}', 70),
  ('egfr', 'eGFR', '69405-9', 'mL/min/1.73m²', 0, 1, 250, '{"estimated glomerular filtration rate",GFR,CKD-EPI}', 80),
  ('urea', 'Urea', '22664-7', 'mmol/L', 1, 0.3, 120, '{BUN,"urea nitrogen"}', 90),
  ('urine_albumin_creatinine', 'Albumin to creatinine in urine', '9318-7', 'mg/g', 0, 0.1, 30000, '{UACR,ACR,albuminuria,microalbumin}', 100),
  ('hba1c', 'HbA1c', '4548-4', '%', 1, 3, 25, '{A1c,"glycated haemoglobin"}', 110),
  ('glucose_fasting', 'Glucose, fasting', '14771-0', 'mmol/L', 1, 0.5, 55, '{"fasting blood sugar",FPG}', 120),
  ('cholesterol_total', 'Cholesterol, total', '14647-2', 'mmol/L', 1, 0.5, 40, '{TC}', 130),
  ('ldl_cholesterol', 'LDL cholesterol', '22748-8', 'mmol/L', 1, 0.05, 35, '{LDL,LDL-C}', 140),
  ('hdl_cholesterol', 'HDL cholesterol', '14646-4', 'mmol/L', 1, 0.05, 10, '{HDL,HDL-C}', 150),
  ('triglycerides', 'Triglycerides', '14927-8', 'mmol/L', 1, 0.1, 100, '{TG}', 160),
  ('uric_acid', 'Uric acid', '14933-6', 'µmol/L', 0, 15, 2500, '{urate}', 170),
  ('ferritin', 'Ferritin', '2276-4', 'µg/L', 0, 0.5, 100000, '{}', 180),
  ('haemoglobin', 'Haemoglobin', '718-7', 'g/L', 0, 25, 260, '{hemoglobin,Hb,Hgb}', 190),
  ('vitamin_b12', 'Vitamin B12', '14685-2', 'pmol/L', 0, 10, 20000, '{cobalamin}', 200),
  ('folate_serum', 'Folate', '14732-2', 'nmol/L', 1, 0.5, 500, '{"folic acid"}', 210),
  ('vitamin_d_25oh', '25-hydroxyvitamin D', null, 'nmol/L', 0, 2, 1500, '{"vitamin D",calcidiol,25-OH-D}', 220),
  ('albumin', 'Albumin', '1751-7', 'g/L', 0, 6, 80, '{"serum albumin"}', 230),
  ('inr', 'INR', '6301-6', 'INR', 1, 0.5, 20, '{"prothrombin time",Quick}', 240),
  ('tsh', 'TSH', '3016-3', 'mIU/L', 2, 0.001, 1000, '{thyrotropin}', 250),
  ('parathyroid_hormone', 'Parathyroid hormone, intact', '14866-8', 'pmol/L', 1, 0.05, 600, '{PTH,iPTH}', 260),
  ('phenylalanine', 'Phenylalanine', '14875-9', 'µmol/L', 0, 5, 5000, '{Phe}', 270),
  ('lithium', 'Lithium', '14334-7', 'mmol/L', 2, 0.01, 10, '{Li,"lithium level"}', 280)
on conflict (code) do update set
  name = excluded.name, loinc_code = excluded.loinc_code, unit = excluded.unit, decimals = excluded.decimals,
  plausible_from = excluded.plausible_from, plausible_to = excluded.plausible_to, synonyms = excluded.synonyms, sort_order = excluded.sort_order
where (t.name, t.loinc_code, t.unit, t.decimals, t.plausible_from, t.plausible_to, t.synonyms, t.sort_order)
  is distinct from (excluded.name, excluded.loinc_code, excluded.unit, excluded.decimals, excluded.plausible_from, excluded.plausible_to,
                    excluded.synonyms, excluded.sort_order);
