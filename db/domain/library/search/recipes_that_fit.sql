create or replace function app_private.recipes_that_fit(org uuid, recipe_ids uuid[], filter app_private.library_filter) returns table (recipe_id uuid)
  language plpgsql stable rows 20 set search_path = pg_catalog, pg_temp set plan_cache_mode = auto
as $$
declare
  v_facts app_private.library_filter;
  v_panel constant integer[] := app_private.panel_nutrient_ids();
  v_claim app_public.nutrient_claims;
  v_ids uuid[] := recipe_ids;
begin
  if cardinality(coalesce(filter.tag_codes, '{}')) > 0 then
    v_ids := array(
      select f.recipe_id from app_private.recipe_facts(org, v_ids, '{}', filter.tag_codes) f
       where f.kind = 'tag' and f.answer = 'has' and f.provenance <> 'inferred'
       group by f.recipe_id
      having count(distinct f.code) = (select count(distinct t.code) from unnest(filter.tag_codes) t(code)));
  end if;
  if cardinality(coalesce(filter.allergen_ids, '{}')) > 0 then
    v_facts.allergen_ids := filter.allergen_ids;
    v_ids := array(
      with made_of as materialized (
        select r.recipe_id, r.food_id from app_private.recipe_foods(org, v_ids) r
      ), fits as materialized (
        select t.food_id from app_private.foods_that_fit(org, array(select m.food_id from made_of m), v_facts) t
      )
      select m.recipe_id from made_of m group by m.recipe_id having bool_and(coalesce(m.food_id in (select t.food_id from fits t), false)));
  end if;
  for v_claim in select c.* from app_public.nutrient_claims c where c.code = any (filter.claim_codes) loop
    v_ids := array(
      select a.recipe_id
        from app_private.recipe_amounts(org, v_ids, array[array_position(v_panel, v_claim.nutrient_id), array_position(v_panel, 208)]
                                                    || array_remove(array[array_position(v_panel, v_claim.plus_nutrient_id)], null)) a
       where app_private.keeps_claim(v_claim, a.known[1] + case when v_claim.plus_nutrient_id is null then 0 else a.known[3] end, a.known[2],
                                     app_private.energy_per_gram(v_claim.nutrient_id), false, false));
  end loop;
  return query select unnest(v_ids);
end $$;

comment on function app_private.recipes_that_fit(uuid, uuid[], app_private.library_filter) is
  'Those of the recipes that are known to have all properties (as recipe_facts() derives them), whose every food is known to be free of all allergens, and of which 100 g keep all claims; without a cooked weight nobody knows what 100 g hold (CLINICAL 6).';
grant execute on function app_private.recipes_that_fit(uuid, uuid[], app_private.library_filter) to tf_definer;
