-- Of a saved recipe and of one that is being written alike, so that what is shown while typing is what is shown afterwards.
create or replace function app_private.recipe_figures(org uuid, servings numeric, cooked_weight_g numeric, parts app_private.recipe_part[]) returns json
  language plpgsql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
declare
  v_kb constant uuid := '00000000-0000-0000-0000-000000000000';
  v_panel constant integer[] := app_private.panel_nutrient_ids();
  v_zeros constant numeric[] := array_fill(0::numeric, array[cardinality(v_panel)]);
  v_ones constant integer[] := array_fill(1, array[cardinality(v_panel)]);
  v_foods constant app_private.recipe_food[] := array(select f from app_private.recipe_part_foods(org, parts) f);
  -- Each line by its number, and as -1 the whole, in which a food of several lines is one.
  v_items constant app_private.item_food[] := array(
    select row(null, l.org_id, l.id, null, trim_scale(round(f.grams, 16)), f.n, null, null)::app_private.item_food
      from (select u.n, u.food_id, u.grams from unnest(v_foods) u
            union all
            select -1, u.food_id, sum(u.grams) from unnest(v_foods) u group by u.food_id) f
      left join app_public.foods l on l.id = f.food_id and l.org_id = any (array[org, v_kb]));
  v_lines json;
  v_known numeric[];
  v_unknown integer[];
begin
  with panel as materialized (
    select * from app_private.item_panels(v_items)
  )
  select (select json_agg(json_build_object('known', array(select round(unnest(p.known), 9)), 'unknown', p.unknown) order by p.item_number) from panel p where p.item_number >= 0),
         (select p.known from panel p where p.item_number = -1), (select p.unknown from panel p where p.item_number = -1)
    into v_lines, v_known, v_unknown;
  v_known := coalesce(v_known, v_zeros);
  v_unknown := coalesce(v_unknown, v_ones); -- nothing is known of an empty recipe

  return json_build_object(
    'nutrientIds', v_panel,
    'whole', app_private.recipe_amounts(v_known, v_unknown, 1),
    'perServing', case when servings > 0 then app_private.recipe_amounts(v_known, v_unknown, 1 / servings) end,
    'per100g', case when cooked_weight_g > 0 then app_private.recipe_amounts(v_known, v_unknown, 100 / cooked_weight_g) end,
    'energyPercent', app_private.energy_percent(v_panel, v_known, v_unknown::bigint[]),
    -- What the ingredients weigh, as far as it is known, to hold the cooked weight against.
    'weightG', (select case when bool_and(p.problem_code is null and (p.food_id is not null or p.grams is not null or r.cooked_weight_g is not null))
                            then round(sum((1 - p.discarded_share) * coalesce(p.grams, p.servings * r.cooked_weight_g / r.servings)), 3) end
                  from unnest(parts) p left join app_public.recipes r on r.id = p.recipe_id and r.org_id = any (array[org, v_kb])),
    'lines', coalesce(v_lines, '[]'),
    'isIncomplete', cardinality(parts) = 0 or exists (select from unnest(v_foods) f where f.food_id is null),
    'foods', (
      select coalesce(json_agg(json_build_object(
               'id', f.id, 'name', f.name, 'grams', round(x.grams, 6),
               'unknownNutrientIds', array(select k.id from unnest(v_panel, p.unknown) k(id, unknown) where k.unknown is distinct from 0)) order by f.name, f.id), '[]')
        from (select u.food_id, sum(u.grams) as grams from unnest(v_foods) u where u.food_id is not null group by u.food_id) x
        join app_public.foods f on f.id = x.food_id and f.org_id = any (array[org, v_kb])
        left join app_private.food_panels p on (p.org_id, p.food_id) = (f.org_id, f.id)),
    'facts', app_private.recipe_facts_json(org, v_foods, cardinality(parts) = 0));
end $$;

create or replace function app_private.recipe_amounts(known numeric[], unknown integer[], factor numeric) returns json
  language sql immutable set search_path = pg_catalog, pg_temp
as $$ select json_build_object('known', array(select round(k.known * factor, 9) from unnest(known) k(known)), 'unknown', unknown) $$;

create or replace function app_private.recipe_facts_json(org uuid, foods app_private.recipe_food[], is_empty boolean) returns json
  language sql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
  with asked as materialized (
    select a.kind, a.code, a.name, 1 as part, a.sort_order from app_private.asked_facts(org, 'allergens') a
    union all
    select 'tag', t.code, t.name, 2, case t.dish_rule when 'all' then 1 when 'any' then 2 else 3 end from app_public.tags t where t.kind = 'food'
  ), food as materialized ( -- by their names, as they are shown
    select array(select u.food_id from (select distinct x.food_id from unnest(foods) x where x.food_id is not null) u
                   left join app_public.foods l on l.id = u.food_id and l.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'])
                  order by l.name, u.food_id)
           || case when is_empty or exists (select from unnest(foods) x where x.food_id is null) then array[null::uuid] else '{}' end as ids
  )
  select coalesce(json_agg(json_build_object('kind', a.kind, 'code', a.code, 'name', a.name, 'answer', d.answer, 'provenance', d.provenance,
                                             'there', d.there, 'doubtful', d.doubtful, 'inferred', d.inferred, 'unknown', d.unknown, 'unnamed', d.unnamed)
                           order by a.part, a.sort_order, a.name), '[]')
    from food
   cross join lateral app_private.dish_facts(org, array_fill('00000000-0000-0000-0000-000000000000'::uuid, array[cardinality(food.ids)]), food.ids,
                                             array(select q.code from asked q where q.kind = 'allergen'), array(select q.code from asked q where q.kind = 'tag')) d
    join asked a on (a.kind, a.code) = (d.kind, d.code)
   -- Every allergen; of properties what is certain, and those that an ingredient has.
   where a.kind = 'allergen' or d.answer is not null or d.there <> '{}'
$$;

comment on function app_private.recipe_figures(uuid, numeric, numeric, app_private.recipe_part[]) is
  'What ingredients come to: {nutrientIds, whole, perServing, per100g: {known[], unknown[]}, energyPercent, weightG, lines: [{known[], unknown[]}] in their order, isIncomplete, foods: [{id, name, grams, unknownNutrientIds}], facts}. Per serving = sum / servings; per 100 g = sum / cooked weight, null without one; no retention factors (CLINICAL 6). "At least known" where unknown > 0.';
comment on function app_private.recipe_amounts(numeric[], integer[], numeric) is 'Sums times a factor as {known, unknown}.';
comment on function app_private.recipe_facts_json(uuid, app_private.recipe_food[], boolean) is
  'What a dish of these foods contains and is: [{kind, code, name, answer, provenance, there, doubtful, inferred, unknown, unnamed}], as dish_facts() says, the foods by name.';
grant execute on function app_private.recipe_figures(uuid, numeric, numeric, app_private.recipe_part[]), app_private.recipe_amounts(numeric[], integer[], numeric),
  app_private.recipe_facts_json(uuid, app_private.recipe_food[], boolean) to tf_definer;
