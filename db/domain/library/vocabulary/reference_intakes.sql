-- The Dietary Reference Intakes of the United States and Canada, laid out as the National Academies' summary tables have them, so that a
-- line can be held beside the source. They are the default set because they state vitamin A in RAE and folate in DFE, as food tables do.
--
-- The columns, by age in years: | infants 0–6 months, 7–12 months | 1–3, 4–8 | males 9–13, 14–18, 19–30, 31–50, 51–70, over 70
-- | females likewise | pregnancy 14–18, 19–30, 31–50 | breastfeeding 14–18, 19–30, 31–50 |. A star marks an AI where others are an RDA; a
-- dash is "not determined". Left out: EARs (of groups, not of a person), and the ULs of magnesium, niacin, folate and vitamin E, which
-- are about supplements and fortified food only and say nothing of what food brings.
with line (nutrient, kind, basis, source_code, source_table, note, written) as (values
  ('water', 'rda', 'day', 'dri_water_2005', 'Summary table: total water and macronutrients', 'Of food and drink together.',
   '700* 800* | 1300* 1700* | 2400* 3300* 3700* 3700* 3700* 3700* | 2100* 2300* 2700* 2700* 2700* 2700* | 3000* 3000* 3000* | 3800* 3800* 3800*'),
  ('carbohydrate', 'rda', 'day', 'dri_macronutrients_2005', 'Summary table: total water and macronutrients', null,
   '60* 95* | 130 130 | 130 130 130 130 130 130 | 130 130 130 130 130 130 | 175 175 175 | 210 210 210'),
  ('fibre', 'rda', 'day', 'dri_macronutrients_2005', 'Summary table: total water and macronutrients', null,
   '- - | 19* 25* | 31* 38* 38* 38* 30* 30* | 26* 26* 25* 25* 21* 21* | 28* 28* 28* | 29* 29* 29*'),
  ('protein', 'rda', 'kg', 'dri_macronutrients_2005', 'Protein: RDA by body weight', null,
   '1.52* 1.2 | 1.05 0.95 | 0.95 0.85 0.8 0.8 0.8 0.8 | 0.95 0.85 0.8 0.8 0.8 0.8 | 1.1 1.1 1.1 | 1.3 1.3 1.3'),
  ('vitamin_a', 'rda', 'day', 'dri_trace_elements_2001', 'Summary table: vitamins', null,
   '400* 500* | 300 400 | 600 900 900 900 900 900 | 600 700 700 700 700 700 | 750 770 770 | 1200 1300 1300'),
  ('vitamin_c', 'rda', 'day', 'dri_antioxidants_2000', 'Summary table: vitamins', 'Who smokes needs 35 mg a day more.',
   '40* 50* | 15 25 | 45 75 90 90 90 90 | 45 65 75 75 75 75 | 80 85 85 | 115 120 120'),
  ('vitamin_d', 'rda', 'day', 'dri_calcium_vitamin_d_2011', 'Summary table: vitamins', 'With little sun.',
   '10* 10* | 15 15 | 15 15 15 15 15 20 | 15 15 15 15 15 20 | 15 15 15 | 15 15 15'),
  ('vitamin_e', 'rda', 'day', 'dri_antioxidants_2000', 'Summary table: vitamins', null,
   '4* 5* | 6 7 | 11 15 15 15 15 15 | 11 15 15 15 15 15 | 15 15 15 | 19 19 19'),
  ('vitamin_k', 'rda', 'day', 'dri_trace_elements_2001', 'Summary table: vitamins', null,
   '2.0* 2.5* | 30* 55* | 60* 75* 120* 120* 120* 120* | 60* 75* 90* 90* 90* 90* | 75* 90* 90* | 75* 90* 90*'),
  ('thiamin', 'rda', 'day', 'dri_b_vitamins_1998', 'Summary table: vitamins', null,
   '0.2* 0.3* | 0.5 0.6 | 0.9 1.2 1.2 1.2 1.2 1.2 | 0.9 1.0 1.1 1.1 1.1 1.1 | 1.4 1.4 1.4 | 1.4 1.4 1.4'),
  ('riboflavin', 'rda', 'day', 'dri_b_vitamins_1998', 'Summary table: vitamins', null,
   '0.3* 0.4* | 0.5 0.6 | 0.9 1.3 1.3 1.3 1.3 1.3 | 0.9 1.0 1.1 1.1 1.1 1.1 | 1.4 1.4 1.4 | 1.6 1.6 1.6'),
  ('niacin', 'rda', 'day', 'dri_b_vitamins_1998', 'Summary table: vitamins', 'In niacin equivalents; what the body makes of tryptophan is not in the figures of foods.',
   '2* 4* | 6 8 | 12 16 16 16 16 16 | 12 14 14 14 14 14 | 18 18 18 | 17 17 17'),
  ('vitamin_b6', 'rda', 'day', 'dri_b_vitamins_1998', 'Summary table: vitamins', null,
   '0.1* 0.3* | 0.5 0.6 | 1.0 1.3 1.3 1.3 1.7 1.7 | 1.0 1.2 1.3 1.3 1.5 1.5 | 1.9 1.9 1.9 | 2.0 2.0 2.0'),
  ('folate', 'rda', 'day', 'dri_b_vitamins_1998', 'Summary table: vitamins', 'Who may become pregnant takes 400 µg of folic acid a day beside what food brings.',
   '65* 80* | 150 200 | 300 400 400 400 400 400 | 300 400 400 400 400 400 | 600 600 600 | 500 500 500'),
  ('vitamin_b12', 'rda', 'day', 'dri_b_vitamins_1998', 'Summary table: vitamins', null,
   '0.4* 0.5* | 0.9 1.2 | 1.8 2.4 2.4 2.4 2.4 2.4 | 1.8 2.4 2.4 2.4 2.4 2.4 | 2.6 2.6 2.6 | 2.8 2.8 2.8'),
  ('pantothenic_acid', 'rda', 'day', 'dri_b_vitamins_1998', 'Summary table: vitamins', null,
   '1.7* 1.8* | 2* 3* | 4* 5* 5* 5* 5* 5* | 4* 5* 5* 5* 5* 5* | 6* 6* 6* | 7* 7* 7*'),
  ('choline', 'rda', 'day', 'dri_b_vitamins_1998', 'Summary table: vitamins', null,
   '125* 150* | 200* 250* | 375* 550* 550* 550* 550* 550* | 375* 400* 425* 425* 425* 425* | 450* 450* 450* | 550* 550* 550*'),
  ('calcium', 'rda', 'day', 'dri_calcium_vitamin_d_2011', 'Summary table: elements', null,
   '200* 260* | 700 1000 | 1300 1300 1000 1000 1000 1200 | 1300 1300 1000 1000 1200 1200 | 1300 1000 1000 | 1300 1000 1000'),
  ('copper', 'rda', 'day', 'dri_trace_elements_2001', 'Summary table: elements', null,
   '0.2* 0.22* | 0.34 0.44 | 0.7 0.89 0.9 0.9 0.9 0.9 | 0.7 0.89 0.9 0.9 0.9 0.9 | 1.0 1.0 1.0 | 1.3 1.3 1.3'),
  ('iron', 'rda', 'day', 'dri_trace_elements_2001', 'Summary table: elements', 'Of mixed food; of vegetarian food 1.8 times as much.',
   '0.27* 11 | 7 10 | 8 11 8 8 8 8 | 8 15 18 18 8 8 | 27 27 27 | 10 9 9'),
  ('magnesium', 'rda', 'day', 'dri_calcium_1997', 'Summary table: elements', null,
   '30* 75* | 80 130 | 240 410 400 420 420 420 | 240 360 310 320 320 320 | 400 350 360 | 360 310 320'),
  ('manganese', 'rda', 'day', 'dri_trace_elements_2001', 'Summary table: elements', null,
   '0.003* 0.6* | 1.2* 1.5* | 1.9* 2.2* 2.3* 2.3* 2.3* 2.3* | 1.6* 1.6* 1.8* 1.8* 1.8* 1.8* | 2.0* 2.0* 2.0* | 2.6* 2.6* 2.6*'),
  ('phosphorus', 'rda', 'day', 'dri_calcium_1997', 'Summary table: elements', null,
   '100* 275* | 460 500 | 1250 1250 700 700 700 700 | 1250 1250 700 700 700 700 | 1250 700 700 | 1250 700 700'),
  ('selenium', 'rda', 'day', 'dri_antioxidants_2000', 'Summary table: elements', null,
   '15* 20* | 20 30 | 40 55 55 55 55 55 | 40 55 55 55 55 55 | 60 60 60 | 70 70 70'),
  ('zinc', 'rda', 'day', 'dri_trace_elements_2001', 'Summary table: elements', null,
   '2* 3 | 3 5 | 8 11 11 11 11 11 | 8 9 8 8 8 8 | 12 11 11 | 13 12 12'),
  ('potassium', 'rda', 'day', 'dri_sodium_potassium_2019', 'Summary table: potassium', 'Of people whose kidneys work and who take nothing that holds potassium back.',
   '400* 860* | 2000* 2300* | 2500* 3000* 3400* 3400* 3400* 3400* | 2300* 2300* 2600* 2600* 2600* 2600* | 2600* 2900* 2900* | 2500* 2800* 2800*'),
  ('sodium', 'rda', 'day', 'dri_sodium_potassium_2019', 'Summary table: sodium', null,
   '110* 370* | 800* 1000* | 1200* 1500* 1500* 1500* 1500* 1500* | 1200* 1500* 1500* 1500* 1500* 1500* | 1500* 1500* 1500* | 1500* 1500* 1500*'),
  ('sodium', 'cdrr', 'day', 'dri_sodium_potassium_2019', 'Summary table: sodium', 'Above it the risk of chronic disease falls with every reduction.',
   '- - | 1200 1500 | 1800 2300 2300 2300 2300 2300 | 1800 2300 2300 2300 2300 2300 | 2300 2300 2300 | 2300 2300 2300'),
  ('retinol', 'ul', 'day', 'dri_trace_elements_2001', 'Summary table: tolerable upper intake levels, vitamins', 'Of preformed vitamin A only.',
   '600 600 | 600 900 | 1700 2800 3000 3000 3000 3000 | 1700 2800 3000 3000 3000 3000 | 2800 3000 3000 | 2800 3000 3000'),
  ('vitamin_c', 'ul', 'day', 'dri_antioxidants_2000', 'Summary table: tolerable upper intake levels, vitamins', null,
   '- - | 400 650 | 1200 1800 2000 2000 2000 2000 | 1200 1800 2000 2000 2000 2000 | 1800 2000 2000 | 1800 2000 2000'),
  ('vitamin_d', 'ul', 'day', 'dri_calcium_vitamin_d_2011', 'Summary table: tolerable upper intake levels, vitamins', null,
   '25 38 | 63 75 | 100 100 100 100 100 100 | 100 100 100 100 100 100 | 100 100 100 | 100 100 100'),
  ('vitamin_b6', 'ul', 'day', 'dri_b_vitamins_1998', 'Summary table: tolerable upper intake levels, vitamins', null,
   '- - | 30 40 | 60 80 100 100 100 100 | 60 80 100 100 100 100 | 80 100 100 | 80 100 100'),
  ('choline', 'ul', 'day', 'dri_b_vitamins_1998', 'Summary table: tolerable upper intake levels, vitamins', null,
   '- - | 1000 1000 | 2000 3000 3500 3500 3500 3500 | 2000 3000 3500 3500 3500 3500 | 3000 3500 3500 | 3000 3500 3500'),
  ('calcium', 'ul', 'day', 'dri_calcium_vitamin_d_2011', 'Summary table: tolerable upper intake levels, elements', null,
   '1000 1500 | 2500 2500 | 3000 3000 2500 2500 2000 2000 | 3000 3000 2500 2500 2000 2000 | 3000 2500 2500 | 3000 2500 2500'),
  ('copper', 'ul', 'day', 'dri_trace_elements_2001', 'Summary table: tolerable upper intake levels, elements', null,
   '- - | 1 3 | 5 8 10 10 10 10 | 5 8 10 10 10 10 | 8 10 10 | 8 10 10'),
  ('iron', 'ul', 'day', 'dri_trace_elements_2001', 'Summary table: tolerable upper intake levels, elements', null,
   '40 40 | 40 40 | 40 45 45 45 45 45 | 40 45 45 45 45 45 | 45 45 45 | 45 45 45'),
  ('manganese', 'ul', 'day', 'dri_trace_elements_2001', 'Summary table: tolerable upper intake levels, elements', null,
   '- - | 2 3 | 6 9 11 11 11 11 | 6 9 11 11 11 11 | 9 11 11 | 9 11 11'),
  ('phosphorus', 'ul', 'day', 'dri_calcium_1997', 'Summary table: tolerable upper intake levels, elements', null,
   '- - | 3000 3000 | 4000 4000 4000 4000 4000 3000 | 4000 4000 4000 4000 4000 3000 | 3500 3500 3500 | 4000 4000 4000'),
  ('selenium', 'ul', 'day', 'dri_antioxidants_2000', 'Summary table: tolerable upper intake levels, elements', null,
   '45 60 | 90 150 | 280 400 400 400 400 400 | 280 400 400 400 400 400 | 400 400 400 | 400 400 400'),
  ('zinc', 'ul', 'day', 'dri_trace_elements_2001', 'Summary table: tolerable upper intake levels, elements', null,
   '4 5 | 7 12 | 23 34 40 40 40 40 | 23 34 40 40 40 40 | 34 40 40 | 34 40 40'),
  ('protein', 'amdr', 'energy_percent', 'dri_macronutrients_2005', 'Acceptable macronutrient distribution ranges', null,
   '- - | 5-20 10-30 | 10-30 10-30 10-35 10-35 10-35 10-35 | 10-30 10-30 10-35 10-35 10-35 10-35 | 10-30 10-35 10-35 | 10-30 10-35 10-35'),
  ('fat', 'amdr', 'energy_percent', 'dri_macronutrients_2005', 'Acceptable macronutrient distribution ranges', null,
   '- - | 30-40 25-35 | 25-35 25-35 20-35 20-35 20-35 20-35 | 25-35 25-35 20-35 20-35 20-35 20-35 | 25-35 20-35 20-35 | 25-35 20-35 20-35'),
  ('carbohydrate', 'amdr', 'energy_percent', 'dri_macronutrients_2005', 'Acceptable macronutrient distribution ranges', null,
   '- - | 45-65 45-65 | 45-65 45-65 45-65 45-65 45-65 45-65 | 45-65 45-65 45-65 45-65 45-65 45-65 | 45-65 45-65 45-65 | 45-65 45-65 45-65')
), people (number, code, name, life_stage, sex, from_months, to_months) as (values
  (1, 'infants_0_6_months', 'infants, 0–6 months', null::app_public.life_stage, null::app_public.sex, 0, 7), (2, 'infants_7_12_months', 'infants, 7–12 months', null, null, 7, 12),
  (3, 'children_1_3', 'children, 1–3 years', null, null, 12, 48), (4, 'children_4_8', 'children, 4–8 years', null, null, 48, 108),
  (5, 'males_9_13', 'boys, 9–13 years', null, 'male', 108, 168), (6, 'males_14_18', 'boys, 14–18 years', null, 'male', 168, 228),
  (7, 'males_19_30', 'men, 19–30 years', null, 'male', 228, 372), (8, 'males_31_50', 'men, 31–50 years', null, 'male', 372, 612),
  (9, 'males_51_70', 'men, 51–70 years', null, 'male', 612, 852), (10, 'males_over_70', 'men over 70 years', null, 'male', 852, null),
  (11, 'females_9_13', 'girls, 9–13 years', null, 'female', 108, 168), (12, 'females_14_18', 'girls, 14–18 years', null, 'female', 168, 228),
  (13, 'females_19_30', 'women, 19–30 years', null, 'female', 228, 372), (14, 'females_31_50', 'women, 31–50 years', null, 'female', 372, 612),
  (15, 'females_51_70', 'women, 51–70 years', null, 'female', 612, 852), (16, 'females_over_70', 'women over 70 years', null, 'female', 852, null),
  (17, 'pregnancy_14_18', 'pregnancy, 14–18 years', 'pregnancy', 'female', 168, 228), (18, 'pregnancy_19_30', 'pregnancy, 19–30 years', 'pregnancy', 'female', 228, 372),
  (19, 'pregnancy_31_50', 'pregnancy, 31–50 years', 'pregnancy', 'female', 372, 612),
  (20, 'lactation_14_18', 'breastfeeding, 14–18 years', 'lactation', 'female', 168, 228), (21, 'lactation_19_30', 'breastfeeding, 19–30 years', 'lactation', 'female', 228, 372),
  (22, 'lactation_31_50', 'breastfeeding, 31–50 years', 'lactation', 'female', 372, 612)
), stated as (
  select n.id as nutrient_id, case when v.written like '%*' then 'ai' else l.kind end as kind, l.basis, p.code as group_code, p.name as group_name, p.life_stage, p.sex,
         p.from_months, p.to_months, l.source_code, l.source_table, l.note,
         case when l.kind in ('rda', 'amdr') then rtrim(split_part(v.written, '-', 1), '*')::numeric end as minimum,
         case l.kind when 'amdr' then split_part(v.written, '-', 2) when 'rda' then null else v.written end::numeric as maximum
    from line l
    join app_public.nutrients n on n.code = l.nutrient
   cross join lateral string_to_table(replace(l.written, ' | ', ' '), ' ') with ordinality v(written, number)
    join people p on p.number = v.number
   where v.written <> '-'
)
merge into app_public.reference_intakes r using stated s on (r.nutrient_id, r.kind, r.basis, r.group_code) = (s.nutrient_id, s.kind, s.basis, s.group_code)
when matched and (r.group_name, r.life_stage, r.sex, r.age_months_from, r.age_months_to, r.minimum, r.maximum, r.source_code, r.source_table, r.note)
     is distinct from (s.group_name, s.life_stage, s.sex, s.from_months, s.to_months, s.minimum, s.maximum, s.source_code, s.source_table, s.note) then
  update set group_name = s.group_name, life_stage = s.life_stage, sex = s.sex, age_months_from = s.from_months, age_months_to = s.to_months,
             minimum = s.minimum, maximum = s.maximum, source_code = s.source_code, source_table = s.source_table, note = s.note
when not matched by target then
  insert (nutrient_id, kind, basis, group_code, group_name, life_stage, sex, age_months_from, age_months_to, minimum, maximum, source_code, source_table, note)
  values (s.nutrient_id, s.kind, s.basis, s.group_code, s.group_name, s.life_stage, s.sex, s.from_months, s.to_months, s.minimum, s.maximum, s.source_code, s.source_table, s.note)
when not matched by source then delete;
