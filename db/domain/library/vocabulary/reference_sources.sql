-- Where reference intakes and the energy formula come from. The doi leads to the publication.
insert into app_public.reference_sources as s (code, citation, year, url) values
  ('dri_calcium_1997', 'Institute of Medicine. Dietary Reference Intakes for Calcium, Phosphorus, Magnesium, Vitamin D, and Fluoride. Washington, DC: National Academies Press; 1997', 1997, 'https://doi.org/10.17226/5776'),
  ('dri_b_vitamins_1998', 'Institute of Medicine. Dietary Reference Intakes for Thiamin, Riboflavin, Niacin, Vitamin B6, Folate, Vitamin B12, Pantothenic Acid, Biotin, and Choline. Washington, DC: National Academies Press; 1998', 1998, 'https://doi.org/10.17226/6015'),
  ('dri_antioxidants_2000', 'Institute of Medicine. Dietary Reference Intakes for Vitamin C, Vitamin E, Selenium, and Carotenoids. Washington, DC: National Academies Press; 2000', 2000, 'https://doi.org/10.17226/9810'),
  ('dri_trace_elements_2001', 'Institute of Medicine. Dietary Reference Intakes for Vitamin A, Vitamin K, Arsenic, Boron, Chromium, Copper, Iodine, Iron, Manganese, Molybdenum, Nickel, Silicon, Vanadium, and Zinc. Washington, DC: National Academies Press; 2001', 2001, 'https://doi.org/10.17226/10026'),
  ('dri_macronutrients_2005', 'Institute of Medicine. Dietary Reference Intakes for Energy, Carbohydrate, Fiber, Fat, Fatty Acids, Cholesterol, Protein, and Amino Acids. Washington, DC: National Academies Press; 2005', 2005, 'https://doi.org/10.17226/10490'),
  ('dri_water_2005', 'Institute of Medicine. Dietary Reference Intakes for Water, Potassium, Sodium, Chloride, and Sulfate. Washington, DC: National Academies Press; 2005', 2005, 'https://doi.org/10.17226/10925'),
  ('dri_calcium_vitamin_d_2011', 'Institute of Medicine. Dietary Reference Intakes for Calcium and Vitamin D. Washington, DC: National Academies Press; 2011', 2011, 'https://doi.org/10.17226/13050'),
  ('dri_sodium_potassium_2019', 'National Academies of Sciences, Engineering, and Medicine. Dietary Reference Intakes for Sodium and Potassium. Washington, DC: National Academies Press; 2019', 2019, 'https://doi.org/10.17226/25353'),
  ('mifflin_st_jeor_1990', 'Mifflin MD, St Jeor ST, Hill LA, Scott BJ, Daugherty SA, Koh YO. A new predictive equation for resting energy expenditure in healthy individuals. Am J Clin Nutr 1990;51(2):241–247', 1990, 'https://doi.org/10.1093/ajcn/51.2.241'),
  ('efsa_energy_2013', 'EFSA Panel on Dietetic Products, Nutrition and Allergies. Scientific Opinion on Dietary Reference Values for energy. EFSA Journal 2013;11(1):3005', 2013, 'https://doi.org/10.2903/j.efsa.2013.3005')
on conflict (code) do update set citation = excluded.citation, year = excluded.year, url = excluded.url
where (s.citation, s.year, s.url) is distinct from (excluded.citation, excluded.year, excluded.url);
