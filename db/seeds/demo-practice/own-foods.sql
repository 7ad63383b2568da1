-- What the demo practice adds to the knowledge base: a sip feed and a supplement with their labels, and a portion of its own of a shared food.
insert into app_public.foods (org_id, id, name, kind, brand, synonyms, density_g_per_ml, refuse_share, source, source_on)
select app_private.kb_id('demo', 'demo'), app_private.kb_id('demo', 'food:' || f.code), f.name, f.kind, f.brand, f.synonyms, f.density, 0, 'Label', date '2026-02-10'
  from (values
    ('sip_feed', 'Sip feed, high energy, vanilla', 'sip_feed', 'Northfield', '{oral nutritional supplement,ONS}'::text[], 1.09),
    ('vitamin_d', 'Vitamin D3 capsule, 25 µg', 'supplement', 'Harbour', '{cholecalciferol}', null)
  ) f(code, name, kind, brand, synonyms, density);

insert into app_public.food_nutrients (org_id, food_id, nutrient_id, amount, is_assumed_zero)
select app_private.kb_id('demo', 'demo'), app_private.kb_id('demo', 'food:' || v.code), n.id, v.amount, v.is_assumed
  from (values
    ('sip_feed', 'energy', 138, false), ('sip_feed', 'protein', 5.5, false), ('sip_feed', 'fat', 5.3, false), ('sip_feed', 'carbohydrate', 16.9, false),
    ('sip_feed', 'sugars', 6.1, false), ('sip_feed', 'saturated_fat', 0.6, false), ('sip_feed', 'fibre', 0, false), ('sip_feed', 'sodium', 83, false),
    ('sip_feed', 'potassium', 146, false), ('sip_feed', 'calcium', 160, false), ('sip_feed', 'phosphorus', 115, false), ('sip_feed', 'iron', 2.2, false),
    ('sip_feed', 'vitamin_d', 1.7, false), ('sip_feed', 'water', 71, false), ('sip_feed', 'alcohol', 0, true),
    ('vitamin_d', 'vitamin_d', 10000, false), ('vitamin_d', 'alcohol', 0, true)
  ) v(code, nutrient, amount, is_assumed)
  join app_public.nutrients n on n.code = v.nutrient;

insert into app_public.food_portions (org_id, id, food_id, label, grams)
select app_private.kb_id('demo', 'demo'), app_private.kb_id('demo', 'portion:' || p.code), p.food_id, p.label, p.grams
  from (values
    ('bottle', app_private.kb_id('demo', 'food:sip_feed'), '1 bottle (200 ml)', 218),
    ('capsule', app_private.kb_id('demo', 'food:vitamin_d'), '1 capsule', 0.25),
    ('handful', app_private.kb_id('food', '12061'), '1 handful', 25)
  ) p(code, food_id, label, grams);
