-- Items of two versions are the same when they stand in the same day and meal (by name) and are the same food, recipe or words;
-- where that is so several times, the first is compared with the first.
create or replace function app_private.comparable_items(days jsonb)
  returns table (day_number integer, meal_name text, thing text, nth bigint, item jsonb)
  language sql immutable set search_path = pg_catalog, pg_temp rows 175
as $$
  select (d.value ->> 'dayNumber')::integer, m.value ->> 'name', t.thing,
         row_number() over (partition by d.value -> 'dayNumber', lower(m.value ->> 'name'), t.thing order by (m.value -> 'position')::integer, (i.value -> 'position')::integer),
         i.value
    from jsonb_array_elements(days) d
   cross join jsonb_array_elements(d.value -> 'meals') m
   cross join jsonb_array_elements(m.value -> 'items') i
   cross join lateral (select coalesce(i.value ->> 'foodId', i.value ->> 'recipeId', lower(i.value ->> 'name')) as thing) t
$$;

create or replace function app_private.meal_plan_version_days(version app_public.meal_plan_versions) returns jsonb
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case version.status
           when 'draft' then app_private.draft_days(version.org_id, version.id)::jsonb
           else (select c.content -> 'days' from app_public.published_contents c where c.org_id = version.org_id and c.meal_plan_version_id = version.id) end
$$;

create or replace function app_private.average_day(nutrition jsonb) returns table (n bigint, nutrient_id integer, known numeric, unknown numeric)
  language sql immutable set search_path = pg_catalog, pg_temp rows 40
as $$
  select i.n, i.value::text::integer, (nutrition -> 'average' -> 'known' ->> (i.n - 1)::integer)::numeric, (nutrition -> 'average' -> 'unknown' ->> (i.n - 1)::integer)::numeric
    from jsonb_array_elements(nutrition -> 'nutrientIds') with ordinality i(value, n)
$$;

create or replace function app_public.compare_meal_plan_versions(a uuid, b uuid) returns json
  language plpgsql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_a constant app_public.meal_plan_versions := app_private.visible_meal_plan_version(a);
  v_b constant app_public.meal_plan_versions := app_private.visible_meal_plan_version(b);
  v_nutrition_a constant jsonb := app_public.meal_plan_version_nutrition(v_a.id)::jsonb;
  v_nutrition_b constant jsonb := app_public.meal_plan_version_nutrition(v_b.id)::jsonb;
begin
  return (
    with pairs as (
      select coalesce(x.day_number, y.day_number) as day_number, coalesce(x.meal_name, y.meal_name) as meal_name,
             coalesce((x.item -> 'position')::integer, (y.item -> 'position')::integer) as position, x.item as before, y.item as after,
             (select jsonb_object_agg(k, x.item -> k) from unnest(array['amount', 'portionLabel', 'unitName', 'grams', 'servings', 'note']) k) as amount_before,
             (select jsonb_object_agg(k, y.item -> k) from unnest(array['amount', 'portionLabel', 'unitName', 'grams', 'servings', 'note']) k) as amount_after
        from app_private.comparable_items(app_private.meal_plan_version_days(v_a)) x
        full join app_private.comparable_items(app_private.meal_plan_version_days(v_b)) y
          on y.day_number = x.day_number and lower(y.meal_name) = lower(x.meal_name) and y.thing = x.thing and y.nth = x.nth
    )
    select json_build_object(
      'a', json_build_object('id', v_a.id, 'number', v_a.number, 'status', v_a.status),
      'b', json_build_object('id', v_b.id, 'number', v_b.number, 'status', v_b.status),
      'added', (select coalesce(json_agg(json_build_object('dayNumber', p.day_number, 'mealName', p.meal_name, 'item', p.after)
                                         order by p.day_number, p.meal_name, p.position), '[]') from pairs p where p.before is null),
      'removed', (select coalesce(json_agg(json_build_object('dayNumber', p.day_number, 'mealName', p.meal_name, 'item', p.before)
                                           order by p.day_number, p.meal_name, p.position), '[]') from pairs p where p.after is null),
      'changed', (select coalesce(json_agg(json_build_object('dayNumber', p.day_number, 'mealName', p.meal_name, 'name', p.after -> 'name',
                                                             'before', p.amount_before, 'after', p.amount_after)
                                           order by p.day_number, p.meal_name, p.position), '[]')
                    from pairs p where p.before is not null and p.after is not null and p.amount_before <> p.amount_after),
      'nutrition', (
        select coalesce(json_agg(json_build_object(
                 'nutrientId', y.nutrient_id, 'before', case when x.nutrient_id is not null then json_build_object('known', x.known, 'unknown', x.unknown) end,
                 'after', json_build_object('known', y.known, 'unknown', y.unknown),
                 -- Between what is only known to be "at least" there is no difference to state.
                 'difference', case when x.unknown = 0 and y.unknown = 0 then y.known - x.known end) order by y.n), '[]')
          from app_private.average_day(v_nutrition_b) y
          left join app_private.average_day(v_nutrition_a) x on x.nutrient_id = y.nutrient_id)));
end $$;
-- Definer: one access check for each version up front, then no policy runs for each of hundreds of rows.
alter function app_public.compare_meal_plan_versions(uuid, uuid) owner to tf_definer;

comment on function app_private.comparable_items(jsonb) is 'The items of a version''s days with what identifies them across versions: day, meal by name, food, recipe or words, and which one of several.';
comment on function app_private.meal_plan_version_days(app_public.meal_plan_versions) is 'Days with meals and items: a draft''s as they are now, a published version''s as frozen.';
comment on function app_private.average_day(jsonb) is 'The average day out of a version''s nutrition, a row a nutrient: known in the nutrient''s unit, unknown = foods without a value.';
comment on function app_public.compare_meal_plan_versions(uuid, uuid) is
  '@medicalRecord meal_plan_version a b
What changed from version a to version b: {"a", "b", "added": [{dayNumber, mealName, item}], "removed", "changed": [{dayNumber, mealName, name, before, after}], "nutrition": [{nutrientId, before: {known, unknown}, after, difference}]}. Nutrition is of the average day; the difference is null where either is only known to be "at least". TF404.';
revoke execute on function app_private.comparable_items(jsonb), app_private.meal_plan_version_days(app_public.meal_plan_versions), app_private.average_day(jsonb),
  app_public.compare_meal_plan_versions(uuid, uuid) from public;
grant execute on function app_private.comparable_items(jsonb), app_private.meal_plan_version_days(app_public.meal_plan_versions), app_private.average_day(jsonb) to tf_definer;
grant execute on function app_public.compare_meal_plan_versions(uuid, uuid) to tf_assistant, tf_dietitian, tf_org_admin;
