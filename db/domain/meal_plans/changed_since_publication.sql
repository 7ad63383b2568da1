create or replace function app_public.changed_since_publication(meal_plan_version_id uuid) returns json
  language plpgsql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_version constant app_public.meal_plan_versions := app_private.visible_meal_plan_version(changed_since_publication.meal_plan_version_id);
  v_content jsonb;
begin
  if v_version.status <> 'published' then
    raise exception 'A draft always shows the values of now.' using errcode = 'TF025';
  end if;
  select c.content || '{}' into v_content -- unpacked here once
    from app_public.published_contents c where c.org_id = v_org and c.meal_plan_version_id = v_version.id;

  return (
    with changed as materialized ( -- only what differs is taken apart
      select f.food_id, f.before, f.after from app_private.changed_facts(v_org, v_version.id) f
    ), difference as materialized (
      select c.food_id, p.part, x.key, x.before, x.after
        from changed c
       cross join unnest('{nutrients,allergens,tags}'::text[]) p(part)
       cross join lateral (
         select k.key, c.before -> p.part -> k.key as before, c.after -> p.part -> k.key as after
           from jsonb_object_keys(coalesce(c.before -> p.part, '{}') || coalesce(c.after -> p.part, '{}')) k(key)) x
       where x.before is distinct from x.after
    ), nutrient as materialized (
      select d.food_id, n.id, n.name, n.unit, n.sort_order, (d.before)::text::numeric as before, (d.after)::text::numeric as after
        from difference d
        join app_public.nutrients n on n.id = case d.part when 'nutrients' then d.key::integer end
       where n.is_panel
    ), fact as materialized (
      select d.food_id, 'allergen' as kind, d.key as code, coalesce(a.name, d.key) as name, d.before, d.after
        from difference d
        left join lateral (select a.name from app_public.allergens a
                            where a.code = d.key and a.org_id in (v_org, '00000000-0000-0000-0000-000000000000') order by a.org_id <> v_org limit 1) a on true
       where d.part = 'allergens'
      union all
      select d.food_id, 'tag', d.key, coalesce(t.name, d.key), d.before, d.after
        from difference d
        left join app_public.tags t on t.code = d.key
       where d.part = 'tags'
    ), food as (
      select c.food_id, coalesce(f.name, v_content -> 'foods' -> c.food_id::text ->> 'name') as name
        from changed c
        left join lateral (select f.name from app_public.foods f where f.id = c.food_id and f.org_id = any (array[v_org, '00000000-0000-0000-0000-000000000000'::uuid]) limit 1) f on true
       where exists (select from nutrient n where n.food_id = c.food_id) or exists (select from fact x where x.food_id = c.food_id)
    ), recipe as (
      select i.recipe_id,
             json_agg(json_build_object('name', coalesce(f.name, i.frozen_name), 'gramsBefore', trim_scale(i.before), 'gramsAfter', trim_scale(i.after))
                      order by coalesce(f.name, i.frozen_name)) as ingredients
        from app_private.ingredients_since(v_org, v_content -> 'recipes') i
        left join app_public.foods f on i.after is not null and f.id = i.food_id and f.org_id = any (array[v_org, '00000000-0000-0000-0000-000000000000'::uuid])
       where i.before is distinct from i.after
       group by 1
    ), portion as ( -- what one portion weighs now, as a new draft would count it
      select distinct i.food_id, p.label, i.grams / i.amount as before, p.grams as after
        from app_public.meal_plan_items i
        join app_public.food_portions p on p.org_id = i.food_portion_org_id and p.id = i.food_portion_id
       where i.org_id = v_org and i.meal_plan_version_id = v_version.id and round(i.grams / i.amount, 3) <> round(p.grams, 3)
    )
    select json_build_object(
      'asOf', v_version.published_at,
      'foods', (select coalesce(json_agg(json_build_object(
                  'foodId', f.food_id, 'name', f.name,
                  'nutrients', (select coalesce(json_agg(json_build_object('nutrientId', n.id, 'name', n.name, 'unit', n.unit, 'before', n.before, 'after', n.after) order by n.sort_order), '[]')
                                  from nutrient n where n.food_id = f.food_id),
                  'facts', (select coalesce(json_agg(json_build_object('kind', x.kind, 'code', x.code, 'name', x.name, 'before', x.before, 'after', x.after) order by x.kind, x.name), '[]')
                              from fact x where x.food_id = f.food_id)) order by f.name), '[]') from food f),
      'recipes', (select coalesce(json_agg(json_build_object('recipeId', r.recipe_id, 'name', v_content -> 'recipes' -> r.recipe_id::text -> 'name', 'ingredients', r.ingredients)
                                           order by v_content -> 'recipes' -> r.recipe_id::text ->> 'name'), '[]') from recipe r),
      'portions', (select coalesce(json_agg(json_build_object('name', v_content -> 'foods' -> p.food_id::text -> 'name', 'label', p.label,
                                                              'gramsBefore', trim_scale(round(p.before, 3)), 'gramsAfter', trim_scale(p.after)) order by p.label, p.food_id), '[]') from portion p)));
end $$;
-- Definer: it reads what was frozen and what is known now as a whole, after asking whether the request may see the version.
alter function app_public.changed_since_publication(uuid) owner to tf_definer;

comment on function app_public.changed_since_publication(uuid) is
  '@medicalRecord meal_plan_version meal_plan_version_id
What is known today to be something else than when a version was published (CLINICAL 13), which the version itself never takes over (CLINICAL 15): {"asOf", "foods": [{foodId, name, nutrients: [{nutrientId, name, unit, before, after}] per 100 g and null = unknown, facts: [{kind: allergen | tag, code, name, before, after}]}], "recipes": [{recipeId, name, ingredients: [{name, gramsBefore, gramsAfter}] a serving}], "portions": [{name, label, gramsBefore, gramsAfter}]}. A new draft counts with the values of now. TF404, TF025 a draft.';
revoke execute on function app_public.changed_since_publication(uuid) from public;
grant execute on function app_public.changed_since_publication(uuid) to tf_assistant, tf_dietitian, tf_org_admin;
