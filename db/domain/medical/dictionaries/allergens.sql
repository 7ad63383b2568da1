-- The 14 allergens of Regulation (EU) No 1169/2011, Annex II, with what it names under them. Legumes stand above peanut, soy and lupin,
-- which the regulation lists apart, so that an allergy to legumes flags each of the three.
with stated(code, name, parent, synonyms) as (values
  ('gluten', 'Gluten (cereals)', null, '{"gluten-containing cereals",seitan}'::text[]),
  ('crustaceans', 'Crustaceans', null, '{shrimp,prawn,crab,lobster,crayfish,krill}'),
  ('eggs', 'Eggs', null, '{egg,albumen,ovalbumin}'),
  ('fish', 'Fish', null, '{}'),
  ('legumes', 'Legumes', null, '{pulses,beans,lentils,peas}'),
  ('milk', 'Milk', null, '{dairy,casein,whey,"cow''s milk"}'),
  ('tree_nuts', 'Tree nuts', null, '{nuts}'),
  ('celery', 'Celery', null, '{celeriac}'),
  ('mustard', 'Mustard', null, '{}'),
  ('sesame', 'Sesame', null, '{tahini}'),
  ('sulphites', 'Sulphur dioxide and sulphites', null, '{sulfites,E220,E228}'),
  ('molluscs', 'Molluscs', null, '{mollusks,mussel,oyster,squid,clam,scallop,snail}'),
  ('wheat', 'Wheat', 'gluten', '{spelt,durum,kamut,triticale}'),
  ('rye', 'Rye', 'gluten', '{}'),
  ('barley', 'Barley', 'gluten', '{malt}'),
  ('oats', 'Oats', 'gluten', '{}'),
  ('peanut', 'Peanut', 'legumes', '{groundnut,arachis}'),
  ('soy', 'Soy', 'legumes', '{soya,soybean,tofu}'),
  ('lupin', 'Lupin', 'legumes', '{lupine}'),
  ('almond', 'Almond', 'tree_nuts', '{}'),
  ('hazelnut', 'Hazelnut', 'tree_nuts', '{filbert}'),
  ('walnut', 'Walnut', 'tree_nuts', '{}'),
  ('cashew', 'Cashew', 'tree_nuts', '{}'),
  ('pecan', 'Pecan', 'tree_nuts', '{}'),
  ('brazil_nut', 'Brazil nut', 'tree_nuts', '{}'),
  ('pistachio', 'Pistachio', 'tree_nuts', '{}'),
  ('macadamia', 'Macadamia', 'tree_nuts', '{"queensland nut"}')
)
insert into app_public.allergens as t (org_id, id, code, name, parent_org_id, parent_id, synonyms)
select '00000000-0000-0000-0000-000000000000'::uuid, app_private.kb_id('allergen', s.code), s.code, s.name,
       case when s.parent is not null then '00000000-0000-0000-0000-000000000000'::uuid end, app_private.kb_id('allergen', s.parent), s.synonyms
  from stated s
on conflict (org_id, id) do update set
  name = excluded.name, parent_org_id = excluded.parent_org_id, parent_id = excluded.parent_id, synonyms = excluded.synonyms
where (t.name, t.parent_id, t.synonyms)
  is distinct from (excluded.name, excluded.parent_id, excluded.synonyms);
