-- The units that laboratories print, as: value in the test's unit = entered × factor + addend. The first of a test is its own.
-- Between mass and amount of substance the factor follows from the molar mass, computed here to be checked: atoms and small molecules
-- by the IUPAC standard atomic weights (P 30.974, Ca 40.078, Mg 24.305, N 14.007, creatinine 113.12, urea 60.06, glucose 180.16, uric acid
-- 168.11, cobalamin 1355.4, folic acid 441.4, calcidiol 400.64, phenylalanine 165.19, haemoglobin by its monomer 16 114); cholesterol 386.65 and triglycerides
-- 885.7 (as triolein) as clinical chemistry takes them; parathyroid hormone 1–84 9 425. HbA1c between mmol/mol (IFCC) and % (NGSP) by
-- the NGSP's master equation: % = 0.09148 × mmol/mol + 2.152 (Weykamp et al. Clin Chem 2008;54:240).
insert into app_public.lab_test_units as u (lab_test_code, unit, factor, addend, sort_order) values
  ('potassium_serum', 'mmol/L', 1, 0, 10), ('potassium_serum', 'mEq/L', 1, 0, 20),
  ('sodium_serum', 'mmol/L', 1, 0, 10), ('sodium_serum', 'mEq/L', 1, 0, 20),
  ('calcium_serum', 'mmol/L', 1, 0, 10), ('calcium_serum', 'mg/dL', round(10 / 40.078, 6), 0, 20), ('calcium_serum', 'mEq/L', 0.5, 0, 30),
  ('phosphate_serum', 'mmol/L', 1, 0, 10), ('phosphate_serum', 'mg/dL', round(10 / 30.974, 6), 0, 20),
  ('magnesium_serum', 'mmol/L', 1, 0, 10), ('magnesium_serum', 'mg/dL', round(10 / 24.305, 6), 0, 20), ('magnesium_serum', 'mEq/L', 0.5, 0, 30),
  ('bicarbonate_serum', 'mmol/L', 1, 0, 10), ('bicarbonate_serum', 'mEq/L', 1, 0, 20),
  ('creatinine', 'µmol/L', 1, 0, 10), ('creatinine', 'mg/dL', round(10000 / 113.12, 4), 0, 20),
  ('egfr', 'mL/min/1.73m²', 1, 0, 10),
  ('urea', 'mmol/L', 1, 0, 10), ('urea', 'mg/dL of urea', round(10 / 60.06, 6), 0, 20), ('urea', 'mg/dL of urea nitrogen (BUN)', round(10 / 28.014, 6), 0, 30),
  ('urine_albumin_creatinine', 'mg/g', 1, 0, 10), ('urine_albumin_creatinine', 'mg/mmol', round(1000 / 113.12, 5), 0, 20),
  ('hba1c', '%', 1, 0, 10), ('hba1c', 'mmol/mol', 0.09148, 2.152, 20),
  ('glucose_fasting', 'mmol/L', 1, 0, 10), ('glucose_fasting', 'mg/dL', round(10 / 180.16, 6), 0, 20),
  ('cholesterol_total', 'mmol/L', 1, 0, 10), ('cholesterol_total', 'mg/dL', round(10 / 386.65, 6), 0, 20),
  ('ldl_cholesterol', 'mmol/L', 1, 0, 10), ('ldl_cholesterol', 'mg/dL', round(10 / 386.65, 6), 0, 20),
  ('hdl_cholesterol', 'mmol/L', 1, 0, 10), ('hdl_cholesterol', 'mg/dL', round(10 / 386.65, 6), 0, 20),
  ('triglycerides', 'mmol/L', 1, 0, 10), ('triglycerides', 'mg/dL', round(10 / 885.7, 6), 0, 20),
  ('uric_acid', 'µmol/L', 1, 0, 10), ('uric_acid', 'mg/dL', round(10000 / 168.11, 4), 0, 20), ('uric_acid', 'mmol/L', 1000, 0, 30),
  ('ferritin', 'µg/L', 1, 0, 10), ('ferritin', 'ng/mL', 1, 0, 20),
  ('haemoglobin', 'g/L', 1, 0, 10), ('haemoglobin', 'g/dL', 10, 0, 20), ('haemoglobin', 'mmol/L', 16.114, 0, 30),
  ('vitamin_b12', 'pmol/L', 1, 0, 10), ('vitamin_b12', 'pg/mL', round(1000 / 1355.4, 6), 0, 20), ('vitamin_b12', 'ng/L', round(1000 / 1355.4, 6), 0, 30),
  ('folate_serum', 'nmol/L', 1, 0, 10), ('folate_serum', 'ng/mL', round(1000 / 441.4, 6), 0, 20), ('folate_serum', 'µg/L', round(1000 / 441.4, 6), 0, 30),
  ('vitamin_d_25oh', 'nmol/L', 1, 0, 10), ('vitamin_d_25oh', 'ng/mL', round(1000 / 400.64, 6), 0, 20), ('vitamin_d_25oh', 'µg/L', round(1000 / 400.64, 6), 0, 30),
  ('albumin', 'g/L', 1, 0, 10), ('albumin', 'g/dL', 10, 0, 20),
  ('inr', 'INR', 1, 0, 10),
  ('tsh', 'mIU/L', 1, 0, 10), ('tsh', 'µIU/mL', 1, 0, 20),
  ('parathyroid_hormone', 'pmol/L', 1, 0, 10), ('parathyroid_hormone', 'pg/mL', round(1000 / 9425.0, 6), 0, 20), ('parathyroid_hormone', 'ng/L', round(1000 / 9425.0, 6), 0, 30),
  ('phenylalanine', 'µmol/L', 1, 0, 10), ('phenylalanine', 'mg/dL', round(10000 / 165.19, 4), 0, 20),
  ('lithium', 'mmol/L', 1, 0, 10), ('lithium', 'mEq/L', 1, 0, 20)
on conflict (lab_test_code, unit) do update set factor = excluded.factor, addend = excluded.addend, sort_order = excluded.sort_order
where (u.factor, u.addend, u.sort_order) is distinct from (excluded.factor, excluded.addend, excluded.sort_order);
