-- What the clients have, take and do not tolerate, what laboratories measured, what physicians ordered and what they prefer, by the codes
-- of the dictionaries.
insert into app_public.client_conditions (org_id, id, client_id, condition_org_id, condition_id, started_on, note)
select app_private.kb_id('demo', r.org), app_private.kb_id('demo', 'condition:' || r.client || ':' || r.code), app_private.kb_id('demo', r.client),
       '00000000-0000-0000-0000-000000000000', app_private.kb_id('condition', r.code), r.started_on, r.note
  from (values
    ('demo', 'maria_keller', 'hypertension', date '2016-05-01', 'Home readings around 142/88.'),
    ('demo', 'thomas_berg', 'type_2_diabetes', date '2012-09-15', 'HbA1c 7.4 % at the last visit.'),
    ('demo', 'thomas_berg', 'hypertension', date '2010-02-01', null),
    ('demo', 'aylin_demir', 'iron_deficiency_anaemia', date '2024-05-12', null),
    ('demo', 'paul_novak', 'gout', date '2019-03-20', 'Two attacks in the last year.'),
    ('demo', 'sofia_rossi', 'coeliac_disease', date '2018-11-05', 'Confirmed by biopsy.'),
    ('demo', 'george_hughes', 'chronic_kidney_disease_stage_4', date '2023-04-18', 'eGFR 24.'),
    ('demo', 'george_hughes', 'hypertension', null, null),
    ('demo', 'emma_lindholm', 'lactose_intolerance', date '2009-06-01', null),
    ('demo', 'david_stein', 'obesity', null, null),
    ('demo', 'chiara_moretti', 'phenylketonuria', date '1999-03-24', 'Found by newborn screening; tolerates 600 mg phenylalanine a day.'),
    ('demo', 'lukas_hoffmann', 'migraine', date '2004-01-01', null),
    ('demo', 'fatima_haddad', 'hypothyroidism', date '2015-10-10', null),
    ('demo', 'peter_janssen', 'heart_failure', date '2021-02-27', 'NYHA II.'),
    ('demo', 'peter_janssen', 'hypercholesterolaemia', date '2014-08-01', null),
    ('demo', 'ingrid_olsen', 'osteoporosis', date '2017-03-03', null),
    ('demo', 'noah_fischer', 'obesity', null, null),
    ('other', 'grace_miller', 'type_2_diabetes', date '2018-05-14', null),
    ('other', 'walter_reed', 'gout', date '2011-07-01', null)
  ) r(org, client, code, started_on, note);

insert into app_public.client_medications (org_id, id, client_id, medication_org_id, medication_id, dose, started_on)
select app_private.kb_id('demo', r.org), app_private.kb_id('demo', 'medication:' || r.client || ':' || r.code), app_private.kb_id('demo', r.client),
       '00000000-0000-0000-0000-000000000000', app_private.kb_id('medication', r.code), r.dose, r.started_on
  from (values
    ('demo', 'maria_keller', 'warfarin', '5 mg once a day, INR target 2.0–3.0', date '2021-03-08'),
    ('demo', 'thomas_berg', 'metformin', '1000 mg twice a day', date '2012-09-20'),
    ('demo', 'thomas_berg', 'lisinopril', '10 mg once a day', date '2015-01-10'),
    ('demo', 'aylin_demir', 'ferrous_sulfate', '100 mg once a day', date '2024-05-15'),
    ('demo', 'paul_novak', 'allopurinol', '300 mg once a day', date '2020-02-01'),
    ('demo', 'george_hughes', 'furosemide', '40 mg once a day', date '2023-05-02'),
    ('demo', 'lukas_hoffmann', 'tranylcypromine', '10 mg twice a day', date '2024-02-01'),
    ('demo', 'fatima_haddad', 'levothyroxine', '75 µg once a day', date '2015-10-15'),
    ('demo', 'peter_janssen', 'spironolactone', '25 mg once a day', date '2021-03-05'),
    ('demo', 'peter_janssen', 'simvastatin', '20 mg in the evening', date '2014-08-20'),
    ('demo', 'ingrid_olsen', 'alendronic_acid', '70 mg once a week', date '2017-03-10'),
    ('other', 'grace_miller', 'metformin', '500 mg twice a day', date '2018-05-20'),
    ('other', 'walter_reed', 'allopurinol', '100 mg once a day', date '2012-01-01')
  ) r(org, client, code, dose, started_on);

insert into app_public.client_allergies (org_id, id, client_id, allergen_org_id, allergen_id, kind, criticality, status, reaction)
select app_private.kb_id('demo', r.org), app_private.kb_id('demo', 'allergy:' || r.client || ':' || r.code), app_private.kb_id('demo', r.client),
       '00000000-0000-0000-0000-000000000000', app_private.kb_id('allergen', r.code), r.kind::app_public.allergy_kind,
       r.criticality::app_public.allergy_criticality, r.status::app_public.allergy_status, r.reaction
  from (values
    ('demo', 'maria_keller', 'peanut', 'allergy', 'high', 'active', 'Anaphylaxis in 2009; carries an adrenaline pen.'),
    ('demo', 'emma_lindholm', 'milk', 'intolerance', 'low', 'active', 'Bloating after more than a glass of milk.'),
    ('demo', 'fatima_haddad', 'tree_nuts', 'allergy', 'low', 'active', 'Itching mouth.'),
    ('demo', 'ingrid_olsen', 'fish', 'allergy', 'high', 'active', 'Swelling of the face.'),
    ('demo', 'noah_fischer', 'eggs', 'allergy', 'low', 'resolved', 'Outgrown by the age of six.'),
    ('other', 'lucia_torres', 'crustaceans', 'allergy', 'high', 'active', 'Hives and vomiting.')
  ) r(org, client, code, kind, criticality, status, reaction);

insert into app_public.client_life_stages (org_id, id, client_id, life_stage, started_on, ended_on)
select app_private.kb_id('demo', 'demo'), app_private.kb_id('demo', 'pregnancy:aylin_demir'), app_private.kb_id('demo', 'aylin_demir'),
       'pregnancy', pg_temp.demo_today('demo') - 150, pg_temp.demo_today('demo') + 130;

-- As the laboratories printed them; the database converts. Days are counted back from the day on which the practices are made.
insert into app_public.client_labs (org_id, id, client_id, lab_test_code, taken_on, entered_value, entered_unit, note)
select app_private.kb_id('demo', r.org), app_private.kb_id('demo', concat_ws(':', 'lab', r.client, r.test, r.days_ago)), app_private.kb_id('demo', r.client),
       r.test, pg_temp.demo_today(r.org) - r.days_ago, r.value, r.unit, r.note
  from (values
    ('demo', 'maria_keller', 'inr', 76, 2.9, 'INR', null),
    ('demo', 'maria_keller', 'inr', 34, 2.6, 'INR', null),
    ('demo', 'maria_keller', 'inr', 6, 2.4, 'INR', null),
    ('demo', 'thomas_berg', 'hba1c', 284, 8.1, '%', null),
    ('demo', 'thomas_berg', 'hba1c', 190, 60, 'mmol/mol', null),
    ('demo', 'thomas_berg', 'hba1c', 96, 7.4, '%', null),
    ('demo', 'aylin_demir', 'ferritin', 41, 9, 'ng/mL', null),
    ('demo', 'aylin_demir', 'haemoglobin', 41, 10.6, 'g/dL', null),
    ('demo', 'paul_novak', 'uric_acid', 58, 8.2, 'mg/dL', 'Four weeks after the last attack.'),
    ('demo', 'george_hughes', 'egfr', 203, 27, 'mL/min/1.73m²', null),
    ('demo', 'george_hughes', 'egfr', 19, 24, 'mL/min/1.73m²', null),
    ('demo', 'george_hughes', 'potassium_serum', 110, 5.0, 'mmol/L', null),
    ('demo', 'george_hughes', 'potassium_serum', 19, 5.3, 'mmol/L', 'Not haemolysed.'),
    ('demo', 'george_hughes', 'phosphate_serum', 19, 1.62, 'mmol/L', null),
    ('demo', 'george_hughes', 'creatinine', 19, 236, 'µmol/L', null),
    ('demo', 'chiara_moretti', 'phenylalanine', 12, 310, 'µmol/L', 'Dried blood.'),
    ('demo', 'fatima_haddad', 'tsh', 420, 3.1, 'mIU/L', null),
    ('other', 'grace_miller', 'hba1c', 55, 6.9, '%', null),
    ('other', 'walter_reed', 'uric_acid', 30, 7.4, 'mg/dL', null)
  ) r(org, client, test, days_ago, value, unit, note);

insert into app_public.client_limits (org_id, id, client_id, nutrient_id, scope, maximum, ordered_by, ordered_on, starts_on, ends_on, note)
select app_private.kb_id('demo', r.org), app_private.kb_id('demo', concat_ws(':', 'limit', r.client, r.nutrient, r.days_ago)), app_private.kb_id('demo', r.client),
       n.id, 'day', r.maximum, r.ordered_by, d.ordered_on, d.ordered_on, d.ordered_on + r.for_days, r.note
  from (values
    ('demo', 'george_hughes', 'potassium', 2500, 'Dr. Lee', 110, 93, null),
    ('demo', 'george_hughes', 'potassium', 2000, 'Dr. Lee', 17, 90, 'By letter after the last blood test.'),
    ('other', 'walter_reed', 'alcohol', 10, 'Dr. Patel', 28, null, null)
  ) r(org, client, nutrient, maximum, ordered_by, days_ago, for_days, note)
  join app_public.nutrients n on n.code = r.nutrient
 cross join lateral (select pg_temp.demo_today(r.org) - r.days_ago as ordered_on) d;

insert into app_public.client_preferences (org_id, id, client_id, kind, diet_code, tag_code, food_group_code, note)
select app_private.kb_id('demo', r.org), app_private.kb_id('demo', concat_ws(':', 'preference', r.client, r.diet, r.tag, r.food_group)), app_private.kb_id('demo', r.client),
       case when r.diet is null then 'dislike' else 'diet' end, r.diet, r.tag, r.food_group, r.note
  from (values
    ('demo', 'maria_keller', null, 'liver', null, null),
    ('demo', 'thomas_berg', null, 'shellfish', null, null),
    ('demo', 'sofia_rossi', 'vegetarian', null, null, 'Since she was sixteen.'),
    ('demo', 'fatima_haddad', 'halal', null, null, null),
    ('other', 'lucia_torres', 'no_pork', null, null, null)
  ) r(org, client, diet, tag, food_group, note);
