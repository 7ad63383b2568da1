-- What the clients have, take and do not tolerate, by the codes of the dictionaries.
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
