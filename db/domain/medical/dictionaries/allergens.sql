-- The 14 allergens of Regulation (EU) No 1169/2011, Annex II, with what it names under them. Legumes stand above peanut, soy and lupin,
-- which the regulation lists apart, so that an allergy to legumes flags each of the three. us_listed: the nine major food allergens of
-- the United States (FALCPA 2004, 21 U.S.C. 321(qq), sesame since 2023 by the FASTER Act 2021) as the FDA reads them in "Questions and
-- Answers Regarding Food Allergens (Edition 5): Guidance for Industry", January 2025, which also says which tree nuts count.
with stated(code, name, parent, synonyms, eu, us, note) as (values
  ('gluten', 'Gluten (cereals)', null, '{"gluten-containing cereals",seitan}'::text[], true, false,
   'In the United States only wheat is a major allergen. "Gluten-free" may be claimed below 20 mg/kg (21 CFR 101.91); rye, barley and oats need no allergen declaration, and barley malt may stand as "malt".'),
  ('crustaceans', 'Crustaceans', null, '{shrimp,prawn,crab,lobster,crayfish,krill}', true, true, null),
  ('eggs', 'Eggs', null, '{egg,albumen,ovalbumin}', true, true, 'Of all birds, in the Union and, since the guidance of 2025, in the United States.'),
  ('fish', 'Fish', null, '{}', true, true, 'Labels in the United States name the species. The Union exempts fish gelatine as a carrier of vitamins and as a fining agent of beer and wine.'),
  ('legumes', 'Legumes', null, '{pulses,beans,lentils,peas}', false, false,
   'A family, listed by neither; of its members the Union lists peanut, soy and lupin, the United States peanut and soy. Peas, lentils, beans and chickpeas need no allergen declaration.'),
  ('milk', 'Milk', null, '{dairy,casein,whey,"cow''s milk"}', true, true, 'Of all mammals, in the Union and, since the guidance of 2025, in the United States.'),
  ('tree_nuts', 'Tree nuts', null, '{nuts}', true, true,
   'The Union lists eight: almond, hazelnut, walnut, cashew, pecan, Brazil nut, pistachio, macadamia. The FDA''s guidance of 2025 counts these and pine nut, and no longer coconut, chestnut and others.'),
  ('celery', 'Celery', null, '{celeriac}', true, false, 'Not a major allergen in the United States: it may stand there as "spices" or "natural flavor".'),
  ('mustard', 'Mustard', null, '{}', true, false, 'Not a major allergen in the United States: it may stand there as "spices".'),
  ('sesame', 'Sesame', null, '{tahini}', true, true, 'A major allergen in the United States since 1 January 2023; older imports may not declare it.'),
  ('sulphites', 'Sulphur dioxide and sulphites', null, '{sulfites,E220,E228}', true, false,
   'Declared above 10 mg/kg or 10 mg/l as SO2 in the Union; from 10 ppm in the United States, by another rule than allergens (21 CFR 101.100(a)(4)).'),
  ('molluscs', 'Molluscs', null, '{mollusks,mussel,oyster,squid,clam,scallop,snail}', true, false, 'Not a major allergen in the United States, whose law names crustacean shellfish only.'),
  ('wheat', 'Wheat', 'gluten', '{spelt,durum,kamut,triticale}', true, true, null),
  ('rye', 'Rye', 'gluten', '{}', true, false, 'Not a major allergen in the United States.'),
  ('barley', 'Barley', 'gluten', '{malt}', true, false, 'Not a major allergen in the United States: malt of barley need not be named.'),
  ('oats', 'Oats', 'gluten', '{}', true, false, 'Not a major allergen in the United States.'),
  ('peanut', 'Peanut', 'legumes', '{groundnut,arachis}', true, true, 'Highly refined peanut oil is exempt in the United States, not in the Union.'),
  ('soy', 'Soy', 'legumes', '{soya,soybean,tofu}', true, true, 'Highly refined soybean oil is exempt in both.'),
  ('lupin', 'Lupin', 'legumes', '{lupine}', true, false, 'Not a major allergen in the United States, though the FDA warns whoever is allergic to peanut.'),
  ('almond', 'Almond', 'tree_nuts', '{}', true, true, null),
  ('hazelnut', 'Hazelnut', 'tree_nuts', '{filbert}', true, true, null),
  ('walnut', 'Walnut', 'tree_nuts', '{}', true, true, null),
  ('cashew', 'Cashew', 'tree_nuts', '{}', true, true, null),
  ('pecan', 'Pecan', 'tree_nuts', '{}', true, true, null),
  ('brazil_nut', 'Brazil nut', 'tree_nuts', '{}', true, true, null),
  ('pistachio', 'Pistachio', 'tree_nuts', '{}', true, true, null),
  ('macadamia', 'Macadamia', 'tree_nuts', '{"queensland nut"}', true, true, null)
)
insert into app_public.allergens as t (org_id, id, code, name, parent_org_id, parent_id, synonyms, eu_listed, us_listed, labelling_note)
select '00000000-0000-0000-0000-000000000000'::uuid, app_private.kb_id('allergen', s.code), s.code, s.name,
       case when s.parent is not null then '00000000-0000-0000-0000-000000000000'::uuid end, app_private.kb_id('allergen', s.parent), s.synonyms, s.eu, s.us, s.note
  from stated s
on conflict (org_id, id) do update set
  name = excluded.name, parent_org_id = excluded.parent_org_id, parent_id = excluded.parent_id, synonyms = excluded.synonyms,
  eu_listed = excluded.eu_listed, us_listed = excluded.us_listed, labelling_note = excluded.labelling_note
where (t.name, t.parent_id, t.synonyms, t.eu_listed, t.us_listed, t.labelling_note)
  is distinct from (excluded.name, excluded.parent_id, excluded.synonyms, excluded.eu_listed, excluded.us_listed, excluded.labelling_note);
