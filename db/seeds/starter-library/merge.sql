-- The staged rows into the knowledge base: new ones are added, changed ones changed, and rows that are as they were stay untouched.
-- A code that nothing defines finds no id and fails here.
insert into app_public.foods as f
  (org_id, id, usda_ndb_number, name, synonyms, food_group_code, refuse_share, density_g_per_ml, source, source_version, library_code)
select '00000000-0000-0000-0000-000000000000', app_private.kb_id('food', s.usda_ndb_number), s.usda_ndb_number, s.name,
       coalesce(string_to_array(s.synonyms, '; '), '{}'), s.food_group_code, s.refuse_percent / 100, s.density_g_per_ml, 'USDA SR', '28', 'starter_foods'
  from staged_foods s
on conflict (org_id, id) do update set
  name = excluded.name, synonyms = excluded.synonyms, food_group_code = excluded.food_group_code,
  refuse_share = excluded.refuse_share, density_g_per_ml = excluded.density_g_per_ml, library_code = excluded.library_code
where (f.name, f.synonyms, f.food_group_code, f.refuse_share, f.density_g_per_ml, f.library_code)
  is distinct from (excluded.name, excluded.synonyms, excluded.food_group_code, excluded.refuse_share, excluded.density_g_per_ml, excluded.library_code);

insert into app_public.food_nutrients as f (org_id, food_id, nutrient_id, amount, is_assumed_zero, source_code, derivation_code)
select '00000000-0000-0000-0000-000000000000', app_private.kb_id('food', s.usda_ndb_number), n.id, s.amount,
       s.source_code = '7', s.source_code, s.derivation_code
  from staged_nutrients s left join app_public.nutrients n on n.code = s.nutrient
on conflict (org_id, food_id, nutrient_id) do update set
  amount = excluded.amount, is_assumed_zero = excluded.is_assumed_zero,
  source_code = excluded.source_code, derivation_code = excluded.derivation_code
where (f.amount, f.is_assumed_zero, f.source_code, f.derivation_code)
  is distinct from (excluded.amount, excluded.is_assumed_zero, excluded.source_code, excluded.derivation_code);

insert into app_public.food_portions as p (org_id, id, food_id, label, grams, position)
select '00000000-0000-0000-0000-000000000000', app_private.kb_id('food_portion', s.usda_ndb_number || ':' || s.sequence),
       app_private.kb_id('food', s.usda_ndb_number), s.label, s.grams, s.sequence
  from staged_portions s
on conflict (org_id, id) do update set label = excluded.label, grams = excluded.grams, position = excluded.position
where (p.label, p.grams, p.position) is distinct from (excluded.label, excluded.grams, excluded.position);

with answers as (
  select s.usda_ndb_number, s.presence, s.provenance, a.code
    from staged_allergens s, string_to_table(s.allergens, ' ') a(code)
), facts as (
  select usda_ndb_number, code, presence, provenance from answers where code <> 'all_others' and presence <> 'unknown'
  union all
  select r.usda_ndb_number, o.code, r.presence, r.provenance
    from answers r join staged_all_others o on o.kind = 'allergen'
   where r.code = 'all_others'
     and not exists (select from answers n where (n.usda_ndb_number, n.code) = (r.usda_ndb_number, o.code))
)
insert into app_public.food_allergens as f
  (org_id, food_org_id, food_id, allergen_org_id, allergen_id, presence, provenance)
select '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', app_private.kb_id('food', s.usda_ndb_number),
       '00000000-0000-0000-0000-000000000000', a.id, s.presence::app_public.allergen_presence, s.provenance
  from facts s left join app_public.allergens a on (a.org_id, a.code) = ('00000000-0000-0000-0000-000000000000', s.code)
on conflict (org_id, food_id, allergen_id) do update set presence = excluded.presence, provenance = excluded.provenance
where (f.presence, f.provenance) is distinct from (excluded.presence, excluded.provenance);

with answers as (
  select s.usda_ndb_number, s.answer, s.provenance, t.code
    from staged_tags s, string_to_table(s.tags, ' ') t(code)
), facts as (
  select usda_ndb_number, code, answer, provenance from answers where code <> 'all_others' and answer <> 'unknown'
  union all
  select r.usda_ndb_number, o.code, r.answer, r.provenance
    from answers r join staged_all_others o on o.kind = 'tag'
   where r.code = 'all_others'
     and not exists (select from answers n where (n.usda_ndb_number, n.code) = (r.usda_ndb_number, o.code))
)
insert into app_public.food_tags as f (org_id, food_org_id, food_id, tag_code, is_present, provenance)
select '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', app_private.kb_id('food', s.usda_ndb_number),
       s.code, case s.answer when 'has' then true when 'has_not' then false end, s.provenance
  from facts s
on conflict (org_id, food_id, tag_code) do update set is_present = excluded.is_present, provenance = excluded.provenance
where (f.is_present, f.provenance) is distinct from (excluded.is_present, excluded.provenance);

insert into app_public.recipes as r (org_id, id, name, servings, cooked_weight_g, preparation, library_code)
select '00000000-0000-0000-0000-000000000000', app_private.kb_id('recipe', s.code), s.name, s.servings, s.cooked_weight_g, s.preparation, 'starter_recipes'
  from staged_recipes s
on conflict (org_id, id) do update set
  name = excluded.name, servings = excluded.servings, cooked_weight_g = excluded.cooked_weight_g, preparation = excluded.preparation,
  library_code = excluded.library_code
where (r.name, r.servings, r.cooked_weight_g, r.preparation, r.library_code)
  is distinct from (excluded.name, excluded.servings, excluded.cooked_weight_g, excluded.preparation, excluded.library_code);

insert into app_public.recipe_ingredients as i
  (org_id, id, recipe_id, position, food_org_id, food_id, ingredient_recipe_org_id, ingredient_recipe_id, grams, servings, discarded_share)
select '00000000-0000-0000-0000-000000000000', app_private.kb_id('recipe_ingredient', s.recipe || ':' || s.position),
       app_private.kb_id('recipe', s.recipe), s.position,
       case when s.usda_ndb_number is not null then '00000000-0000-0000-0000-000000000000'::uuid end,
       app_private.kb_id('food', s.usda_ndb_number),
       case when s.ingredient_recipe is not null then '00000000-0000-0000-0000-000000000000'::uuid end,
       app_private.kb_id('recipe', s.ingredient_recipe), s.grams, s.servings, s.discarded_percent / 100
  from staged_recipe_ingredients s
on conflict (org_id, id) do update set
  food_org_id = excluded.food_org_id, food_id = excluded.food_id,
  ingredient_recipe_org_id = excluded.ingredient_recipe_org_id, ingredient_recipe_id = excluded.ingredient_recipe_id,
  grams = excluded.grams, servings = excluded.servings, discarded_share = excluded.discarded_share
where (i.food_id, i.ingredient_recipe_id, i.grams, i.servings, i.discarded_share)
  is distinct from (excluded.food_id, excluded.ingredient_recipe_id, excluded.grams, excluded.servings, excluded.discarded_share);
