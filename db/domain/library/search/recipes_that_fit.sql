create or replace function app_private.recipes_that_fit(org uuid, recipe_ids uuid[], filter app_private.library_filter) returns table (recipe_id uuid)
  language plpgsql stable rows 20 set search_path = pg_catalog, pg_temp
as $$
declare
  v_facts app_private.library_filter;
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
  if cardinality(coalesce(filter.claim_codes, '{}')) > 0 then
    v_ids := array(
      select app_private.keep_claims(filter.claim_codes, array(
        select row(p.recipe_id, array(select k.amount * p.servings * 100 / p.cooked_weight_g from unnest(p.known) k(amount)), p.unknown, false, false)::app_private.panel_of_100g
          from app_private.recipe_panels(org, v_ids) p
         where p.cooked_weight_g is not null)));
  end if;
  return query select unnest(v_ids);
end $$;

comment on function app_private.recipes_that_fit(uuid, uuid[], app_private.library_filter) is
  'Those of the recipes that are known to have all properties (as recipe_facts() derives them), whose every food is known to be free of all allergens, and of which 100 g keep all claims; without a cooked weight nobody knows what 100 g hold (CLINICAL 6).';
grant execute on function app_private.recipes_that_fit(uuid, uuid[], app_private.library_filter) to tf_definer;
