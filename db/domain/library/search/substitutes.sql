create or replace function app_public.substitutes(
  amount numeric, food_id uuid default null, recipe_id uuid default null, client_id uuid default null,
  less_of text default null, more_of text default null, first integer default 8
) returns json
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_orgs constant uuid[] := array[v_org, '00000000-0000-0000-0000-000000000000'];
  v_limit constant integer := least(greatest(coalesce(first, 8), 1), 30);
  v_left_out constant text[] := array(select o.library_code from app_public.organization_libraries o where o.org_id = v_org and not o.is_used);
  v_panel constant integer[] := app_private.panel_nutrient_ids();
  v_energy constant integer := array_position(v_panel, 208);
  v_protein constant integer := array_position(v_panel, 203);
  v_fat constant integer := array_position(v_panel, 204);
  v_carbohydrate constant integer := array_position(v_panel, 205);
  v_fibre constant integer := array_position(v_panel, 291);
  v_focus integer; -- the nutrient of which there shall be less, or more
  v_food app_public.foods;
  v_recipe app_public.recipes;
  v_known numeric[]; -- of the whole amount
  v_unknown integer[];
  v_held record; -- the same as inexact figures
  v_period daterange;
  v_avoided app_private.library_filter;
  v_near app_private.near_entry[];
  v_findings app_public.safety_finding[] := '{}';
  v_hits app_private.library_hit[];
begin
  if amount is null or amount <= 0 or amount > 100000 then
    raise exception 'An amount must be above 0 and at most 100 000.' using errcode = 'TF030';
  end if;
  if num_nonnulls(food_id, recipe_id) <> 1 then
    raise exception 'What is replaced is a food or a recipe.' using errcode = 'TF400';
  end if;
  if num_nonnulls(less_of, more_of) > 1 then
    raise exception 'A substitute has less of one nutrient, or more.' using errcode = 'TF121';
  end if;
  select array_position(v_panel, n.id) into v_focus from app_public.nutrients n where n.code = coalesce(less_of, more_of); -- outside of the panel nothing is compared
  if num_nonnulls(less_of, more_of) > 0 and not found then
    raise exception 'There is no nutrient "%".', coalesce(less_of, more_of) using errcode = 'TF400';
  end if;
  if client_id is not null then
    v_period := app_private.check_period(v_org, client_id, null, null);
  end if;

  if food_id is not null then
    select f.* into v_food from app_public.foods f where f.id = substitutes.food_id and f.org_id = any (v_orgs);
    if not found then
      raise exception 'There is no such food.' using errcode = 'TF404';
    end if;
    select array(select k.amount * substitutes.amount / 100 from unnest(p.known) k(amount)), p.unknown into v_known, v_unknown
      from app_private.food_panels p where (p.org_id, p.food_id) = (v_food.org_id, v_food.id);
  else
    select r.* into v_recipe from app_public.recipes r where r.id = substitutes.recipe_id and r.org_id = any (v_orgs);
    if not found then
      raise exception 'There is no such recipe.' using errcode = 'TF404';
    end if;
    select array(select k.amount * substitutes.amount from unnest(p.known) k(amount)), p.unknown into v_known, v_unknown
      from app_private.recipe_panels(v_org, array[v_recipe.id]) p;
  end if;
  if v_known is null or v_unknown[v_energy] + v_unknown[v_protein] + v_unknown[v_fat] + v_unknown[v_carbohydrate] > 0 then
    return '[]'; -- nobody knows what would be near
  end if;

  select substitutes.amount::float8 as amount, v_known[v_energy]::float8 as kcal, v_known[v_protein]::float8 as protein, v_known[v_fat]::float8 as fat,
         v_known[v_carbohydrate]::float8 as carbohydrate, v_known[v_focus]::float8 as focus into v_held;

  -- What contraindicates whole foods for this client: a candidate is known to be free of it, or is none.
  if client_id is not null then
    select array_agg(r.tag_code) filter (where r.effect = 'avoid_tag'), array_agg(distinct r.allergen_id) filter (where r.effect = 'avoid_allergen')
      into v_avoided.lacked_tag_codes, v_avoided.allergen_ids
      from app_private.client_rules(v_org, client_id, v_period) r
     where r.severity = 'contraindicated' and r.effect in ('avoid_tag', 'avoid_allergen');
  end if;

  v_near := array(
    with food as materialized ( -- first which, then what they hold
      select f.org_id, f.id,
             case when f.food_group_code is distinct from v_food.food_group_code then 0.8 else 0 end
               - case when split_part(f.search_name, ' ', 1) = split_part(v_food.search_name, ' ', 1) then 0.2 else 0 end::float8 as kinship
        from app_public.foods f
       where v_food.id is not null and f.org_id = any (v_orgs) and f.id <> v_food.id and f.archived_at is null and (f.library_code = any (v_left_out)) is not true
         and f.kind = v_food.kind
         and (f.food_group_code = any (v_food.food_group_code || app_private.neighbouring_food_groups(v_food.food_group_code))
              or v_food.food_group_code is null and f.library_code is distinct from 'usda_sr')
    ), entry as ( -- of 100 g of a food, or of a serving of a recipe; inexact figures do, and are quick
      select 'food' as kind, f.org_id, f.id, 100::float8 as per, p.known, p.unknown, f.kinship
        from food f
       cross join lateral (select k.known, k.unknown from app_private.food_panels k where (k.org_id, k.food_id) = (f.org_id, f.id) offset 0) p
      union all
      select 'recipe', p.recipe_org_id, p.recipe_id, 1, p.known, p.unknown, 0
        from app_private.recipe_panels(v_org, array(
               select r.id from app_public.recipes r
                where v_recipe.id is not null and r.org_id = any (v_orgs) and r.id <> v_recipe.id and r.archived_at is null and (r.library_code = any (v_left_out)) is not true)) p
    ), holding as materialized (
      select e.kind, e.org_id, e.id, e.per, e.kinship, e.known[v_energy]::float8 as kcal, e.known[v_protein]::float8 as protein, e.known[v_fat]::float8 as fat,
             e.known[v_carbohydrate]::float8 as carbohydrate, e.known[v_focus]::float8 as focus
        from entry e
       where e.unknown[v_energy] + e.unknown[v_protein] + e.unknown[v_fat] + e.unknown[v_carbohydrate] + coalesce(e.unknown[v_focus], 0) = 0 -- unknown is not near
    ), measured as ( -- as much of it as brings the same energy, within a third and three times of the amount
      select h.*, a.amount, a.amount / h.per as factor
        from holding h
       cross join lateral (
         select case when v_held.kcal >= 20 and h.kcal > 0 then least(greatest(v_held.kcal / h.kcal * h.per, v_held.amount / 3), v_held.amount * 3) else v_held.amount end as amount) x
       cross join lateral (
         select case when h.kind = 'recipe' then greatest(round(x.amount * 2) / 2, 0.5)
                     when x.amount >= 50 then round(x.amount / 5) * 5 else greatest(round(x.amount), 1) end as amount) a
    ), distant as (
      select m.kind, m.org_id, m.id, m.amount,
             -- how far the energy, and where it comes from, lie apart (4, 4 and 9 kcal a g), of the energy that is replaced
             (abs(m.kcal * m.factor - v_held.kcal) + 4 * abs(m.protein * m.factor - v_held.protein)
              + 4 * abs(m.carbohydrate * m.factor - v_held.carbohydrate) + 9 * abs(m.fat * m.factor - v_held.fat)) / greatest(v_held.kcal, 40)
             + 0.25 * abs(ln(m.amount / v_held.amount)) -- and how differently the plate would look
             + m.kinship
             + case when v_focus is null then 0 when less_of is not null then 0.8 * m.focus * m.factor / v_held.focus
                    else 0.8 * greatest(v_held.focus, 0.001) / (m.focus * m.factor) end as distance
        from measured m
       where v_focus is null
          or less_of is not null and m.focus * m.factor < 0.8 * v_held.focus
          or more_of is not null and m.focus * m.factor > 1.2 * v_held.focus and v_unknown[v_focus] = 0
    ), nearest as materialized (
      select d.* from distant d order by d.distance, d.id limit 200
    ), fits as materialized (
      select t.food_id as id from app_private.foods_that_fit(v_org, array(select n.id from nearest n where n.kind = 'food'), v_avoided) t
      union all
      select n.id from nearest n where n.kind = 'recipe'
    )
    select row(n.kind, n.org_id, n.id, n.amount, n.distance)::app_private.near_entry from nearest n where n.id in (select f.id from fits f) order by n.distance, n.id limit 3 * v_limit);

  if client_id is not null and cardinality(v_near) > 0 then
    v_findings := array(select f from app_private.findings(v_org, client_id, v_period, array(
      select row(n.id, n.id, null, null, case when n.kind = 'food' then n.org_id end, case when n.kind = 'food' then n.id end,
                 case when n.kind = 'recipe' then n.org_id end, case when n.kind = 'recipe' then n.id end, null,
                 case when n.kind = 'food' then n.amount end, case when n.kind = 'recipe' then n.amount end)::app_private.checked_item
        from unnest(v_near) n), 1, true) f);
  end if;
  v_hits := array(
    select row(s.kind, s.org_id, s.id, s.rank, null, false)::app_private.library_hit
      from (select n.kind, n.org_id, n.id,
                   row_number() over (order by (select coalesce(max(case f.outcome when 'warning' then 2 else 1 end), 0) from unnest(v_findings) f where f.item_id = n.id), n.distance, n.id) as rank
              from unnest(v_near) n
             -- A breach is no substitute, and what may be one is not either (CLINICAL 20).
             where not exists (select from unnest(v_findings) f where f.item_id = n.id and (f.outcome = 'breach' or f.needs_acknowledgement))) s
     order by s.rank limit v_limit);
  return (
    select coalesce(json_agg(json_build_object('hit', h.value, 'amount', n.amount, 'unitCode', case n.kind when 'food' then 'g' else 'serving' end,
                                                'differences', app_private.substitute_differences(v_panel, v_known, v_unknown, v_focus, n)) order by h.number), '[]')
      from json_array_elements(app_private.library_hits_json(v_org, '', v_hits,
             array(select (select app_private.findings_json(array_agg(f)) from unnest(v_findings) f where f.item_id = h.id) from unnest(v_hits) h),
             case when client_id is null then '{}' else app_private.preference_marks_json(v_org, client_id, array(select i.id from unnest(v_hits) i)) end,
             v_panel[v_focus])) with ordinality h(value, number)
      join unnest(v_near) n on n.id = (h.value ->> 'id')::uuid);
end $$;
-- Definer: it reads derived panels that no role is granted, and rules, records and facts as a whole, after asking whether the request may see the client.
alter function app_public.substitutes(numeric, uuid, uuid, uuid, text, text, integer) owner to tf_definer;

comment on function app_public.substitutes(numeric, uuid, uuid, uuid, text, text, integer) is
  '@medicalRecord client client_id
What may take the place of an amount of a food (in g of the same or a neighbouring group) or of a recipe (in servings), the nearest first, at most 30: [{hit: as search_foods answers it, amount, unitCode, differences: [{id, code, name, unit, before, after}]}]. The amount brings the same energy where that is sensible; near is what differs little in energy, protein, carbohydrate, fat and amount, and what is not known is not near. less_of, more_of: code of a nutrient of which it shall hold clearly less (below 80 %) or more (above 120 %), where the panel has it. With a client, nothing that is a breach for them in that amount, or that may be one because something is unknown; what is not known of a caution comes after what is clear, what warns comes last, and each says so. TF030 amount, TF121, TF400, TF404.';
grant execute on function app_public.substitutes(numeric, uuid, uuid, uuid, text, text, integer) to tf_assistant, tf_dietitian, tf_org_admin;

create or replace function app_private.substitute_differences(panel integer[], known numeric[], unknown integer[], focus integer, entry app_private.near_entry) returns json
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  with held as materialized (
    select p.known, p.unknown, entry.amount / 100 as factor from app_private.food_panels p
     where entry.kind = 'food' and (p.org_id, p.food_id) = (entry.org_id, entry.id)
    union all
    select p.known, p.unknown, entry.amount from app_private.recipe_panels(entry.org_id, array[entry.id]) p where entry.kind = 'recipe'
  )
  select coalesce(json_agg(json_build_object('id', n.id, 'code', n.code, 'name', n.name, 'unit', n.unit,
                                             'before', round(substitute_differences.known[s.place], 3), 'after', round(h.known[s.place] * h.factor, 3)) order by s.place is not distinct from focus desc, s.place), '[]')
    from held h
   cross join unnest(panel) with ordinality s(id, place)
    join app_public.nutrients n on n.id = s.id
   where (s.id = any (array[208, 203, 204, 205, 291, 269, 606, 307, 306, 305]) or s.place = focus) and substitute_differences.unknown[s.place] = 0 and h.unknown[s.place] = 0
$$;

comment on function app_private.substitute_differences(integer[], numeric[], integer[], integer, app_private.near_entry) is
  'What a substitute holds beside what it replaces, where both are known: the nutrient that is asked about first, then energy, macronutrients, fibre, sugars, saturated fat, sodium, potassium and phosphorus.';
grant execute on function app_private.substitute_differences(integer[], numeric[], integer[], integer, app_private.near_entry) to tf_definer;
