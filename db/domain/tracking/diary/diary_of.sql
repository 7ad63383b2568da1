create or replace function app_private.diary_of(org uuid, client uuid, from_on date, to_on date, for_staff boolean) returns json
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_nutrient_ids constant integer[] := '{208,203,205,204}';
begin
  if to_on <= from_on or to_on - from_on > 92 then
    raise exception 'A diary is read for 1 to 92 days: from_on is its first day, to_on the day after its last.' using errcode = 'TF400';
  end if;

  return (
    with assigned as materialized (
      select a as assignment, a.id, a.meal_plan_version_id as version_id, daterange(a.starts_on, a.ends_on) as period, a.starts_on,
             v.number, v.day_mapping, v.is_repeating, c.content -> 'plan' ->> 'name' as plan_name, c.content -> 'days' as days, c.nutrition,
             array(select array_position(array(select jsonb_array_elements_text(c.nutrition -> 'nutrientIds')::integer), u.id) - 1 from unnest(v_nutrient_ids) u(id)) as places,
             case when for_staff then app_private.changed_meal_plan_items(org, a.meal_plan_version_id) else '{}' end as changed
        from app_public.meal_plan_assignments a
        join app_public.meal_plan_versions v on (v.org_id, v.id) = (a.org_id, a.meal_plan_version_id)
        join app_public.published_contents c on (c.org_id, c.meal_plan_version_id) = (a.org_id, a.meal_plan_version_id)
       where a.org_id = org and a.client_id = client and a.status <> 'cancelled' and daterange(a.starts_on, a.ends_on) && daterange(from_on, to_on)
    ), place as materialized ( -- what each date is: a day of a plan, stopped, or nothing
      select d::date as on_date, a.id as assignment_id, a.version_id, a.number, a.plan_name, a.changed, s.is_stopped,
             case when not s.is_stopped
                  then a.days -> (app_private.meal_plan_day_number(a.day_mapping, a.is_repeating, jsonb_array_length(a.days), a.starts_on, d::date) - 1) end as day
        from generate_series(from_on::timestamp, (to_on - 1)::timestamp, '1 day') d
        left join assigned a on a.period @> d::date
       cross join lateral (select a.id is not null and app_private.is_stopped_on(a.assignment, d::date) as is_stopped) s
    ), wanted as materialized ( -- the frozen figures of the meals and items of these days
      select distinct p.assignment_id, x.id
        from place p cross join jsonb_array_elements(p.day -> 'meals') m
       cross join lateral (select m.value ->> 'id' as id union all select i.value ->> 'id' from jsonb_array_elements(m.value -> 'items') i) x
    ), frozen as materialized (
      select w.assignment_id, w.id,
             array(select round((n.value -> 'known' ->> p.place)::numeric, 3) from unnest(a.places) p(place)) as known,
             array(select (n.value -> 'unknown' ->> p.place)::integer from unnest(a.places) p(place)) as unknown
        from assigned a cross join jsonb_array_elements((a.nutrition -> 'items') || (a.nutrition -> 'meals')) n
        join wanted w on (w.assignment_id, w.id) = (a.id, n.value ->> 'id')
    ), eaten as materialized (
      select i.meal_log_id, i.id, i.position, i.plan_item_id, i.food_id, i.recipe_id, coalesce(f.name, r.name, i.free_text) as name, i.grams, i.servings,
             array(select coalesce(a.known[array_position(a.ids, u.id)], 0) from unnest(v_nutrient_ids) u(id)) as known,
             array(select coalesce(a.unknown[array_position(a.ids, u.id)], 1) from unnest(v_nutrient_ids) u(id)) as unknown
        from app_public.meal_logs l
        join app_public.meal_log_items i on (i.org_id, i.client_id, i.meal_log_id) = (l.org_id, l.client_id, l.id)
        left join app_public.foods f on (f.org_id, f.id) = (i.food_org_id, i.food_id)
        left join app_public.recipes r on (r.org_id, r.id) = (i.recipe_org_id, i.recipe_id)
       cross join lateral ( -- the frozen arrays as arrays: read once an item, not once a nutrient
         select translate((i.nutrition -> 'nutrientIds')::text, '[]', '{}')::integer[] as ids, translate((i.nutrition -> 'known')::text, '[]', '{}')::numeric[] as known,
                translate((i.nutrition -> 'unknown')::text, '[]', '{}')::integer[] as unknown offset 0) a
       where l.org_id = org and l.client_id = client and l.logged_on >= from_on and l.logged_on < to_on and l.deleted_at is null
    ), log as materialized (
      select l.logged_on, l.meal_id, l.meal_plan_version_id as version_id, l.occurred_at, l.id,
             json_build_object(
               'id', l.id, 'mealId', l.meal_id, 'mealName', l.meal_name, 'outcome', l.outcome, 'note', l.note, 'occurredAt', l.occurred_at,
               'utcOffsetMinutes', l.utc_offset_minutes, 'revision', l.revision, 'arrivedAt', l.created_at, 'amendedAt', case when l.revision > 1 then l.updated_at end,
               'loggedBy', app_private.guardian_words(org, client, l.updated_by), 'known', s.known, 'unknown', s.unknown,
               'items', (select coalesce(json_agg(json_build_object(
                                  'id', e.id, 'planItemId', e.plan_item_id, 'foodId', e.food_id, 'recipeId', e.recipe_id, 'name', e.name,
                                  'grams', trim_scale(e.grams), 'servings', trim_scale(e.servings),
                                  'known', array(select round(k, 3) from unnest(e.known) k), 'unknown', e.unknown) order by e.position), '[]')
                           from eaten e where e.meal_log_id = l.id)) as document
        from app_public.meal_logs l
       cross join lateral (
         select array_agg(t.known order by t.position) as known, array_agg(t.unknown order by t.position) as unknown
           from (select p.position, round(coalesce(sum(e.known[p.position]), 0), 3) as known,
                        -- A meal that was eaten in part or otherwise, without saying what, is one unknown food.
                        case when count(e.id) = 0 then (l.outcome <> 'skipped')::integer else sum(e.unknown[p.position]) end as unknown
                   from generate_subscripts(v_nutrient_ids, 1) p(position) left join eaten e on e.meal_log_id = l.id
                  group by 1) t) s
       where l.org_id = org and l.client_id = client and l.logged_on >= from_on and l.logged_on < to_on and l.deleted_at is null
    ), state as materialized (
      select * from app_private.diary_states(org, array[client], from_on, to_on)
    ), review as materialized (
      select * from app_private.standing_reviews(org, array[client], from_on, to_on) where for_staff
    )
    select json_build_object(
      'clientId', client, 'fromOn', from_on, 'toOn', to_on,
      'nutrients', (select json_agg(json_build_object('id', n.id, 'code', n.code, 'name', n.name, 'unit', n.unit) order by u.n)
                      from unnest(v_nutrient_ids) with ordinality u(id, n) join app_public.nutrients n on n.id = u.id),
      'days', json_agg(json_build_object(
        'date', p.on_date, 'status', case when p.is_stopped then 'stopped' when p.day is null then 'nothing' else 'prescribed' end,
        'assignmentId', p.assignment_id, 'mealPlanVersionId', p.version_id, 'versionNumber', p.number, 'planName', p.plan_name,
        'dayNumber', p.day -> 'dayNumber', 'note', p.day -> 'note',
        'isLogged', d.log_count > 0, 'prescribedMeals', d.prescribed_meals, 'eatenMeals', d.eaten_meals, 'partlyMeals', d.partly_meals, 'skippedMeals', d.skipped_meals,
        -- A day without any log is not logged, never 0 % (CLINICAL 14).
        'adherencePercent', case when d.log_count > 0 then round(100.0 * d.eaten_meals / nullif(d.prescribed_meals, 0), 1) end,
        'planned', case when d.prescribed_known is not null then json_build_object('known', array(select round(k, 3) from unnest(d.prescribed_known) k), 'unknown', d.prescribed_unknown) end,
        'eaten', case when d.log_count > 0 then json_build_object('known', array(select round(k, 3) from unnest(d.logged_known) k), 'unknown', d.logged_unknown) end,
        'meals', (
          select coalesce(json_agg(json_build_object(
                   'id', m.value -> 'id', 'name', m.value -> 'name', 'timeOfDay', m.value -> 'timeOfDay', 'note', m.value -> 'note', 'known', f.known, 'unknown', f.unknown,
                   'items', (select coalesce(json_agg(i.value || jsonb_build_object('known', g.known, 'unknown', g.unknown, 'isChanged', case when for_staff then (i.value ->> 'id')::uuid = any (p.changed) end) order by i.n), '[]')
                               from jsonb_array_elements(m.value -> 'items') with ordinality i(value, n)
                               left join frozen g on (g.assignment_id, g.id) = (p.assignment_id, i.value ->> 'id')),
                   'logs', (select coalesce(json_agg(l.document order by l.occurred_at, l.id), '[]') from log l
                             where (l.logged_on, l.version_id, l.meal_id) = (p.on_date, p.version_id, (m.value ->> 'id')::uuid))) order by m.n), '[]')
            from jsonb_array_elements(p.day -> 'meals') with ordinality m(value, n)
            left join frozen f on (f.assignment_id, f.id) = (p.assignment_id, m.value ->> 'id')),
        'otherLogs', (
          select coalesce(json_agg(l.document order by l.occurred_at, l.id), '[]') from log l
           where l.logged_on = p.on_date
             and not coalesce(l.version_id = p.version_id and p.day -> 'meals' @> jsonb_build_array(jsonb_build_object('id', l.meal_id)), false)),
        'comments', (
          select coalesce(json_agg(json_build_object(
                   'id', c.id, 'mealId', c.meal_id, 'mealLogId', c.meal_log_id, 'mealName', c.meal_name, 'body', c.body, 'revision', c.revision,
                   'author', app_private.member_name(org, c.author_member_id), 'isOwn', c.author_member_id = app_hidden.current_member_id(),
                   'createdAt', c.created_at, 'editedAt', c.edited_at, 'readAt', c.read_at) order by c.created_at, c.id), '[]')
            from app_public.diary_comments c
           where c.org_id = org and c.client_id = client and c.on_date = p.on_date and c.deleted_at is null),
        'seen', case when for_staff then coalesce(s.seen, '') end,
        'review', (select json_build_object('id', r.id, 'reviewedAt', r.created_at, 'reviewedBy', app_private.member_name(org, r.reviewed_by_member_id),
                                            'isCurrent', r.seen = coalesce(s.seen, '')) from review r where r.on_date = p.on_date)) order by p.on_date))
      from place p
      join app_private.progress_days(org, client, from_on, to_on, v_nutrient_ids) d on d.on_date = p.on_date
      left join state s on s.on_date = p.on_date);
end $$;

comment on function app_private.diary_of(uuid, uuid, date, date, boolean) is
  'What was prescribed beside what was logged on each day of [from_on, to_on), from what was frozen at publishing and at logging (CLINICAL 12, 13, 14), with comments. Marks of review, and what changed since publication, are for staff. TF400.';
grant execute on function app_private.diary_of(uuid, uuid, date, date, boolean) to tf_definer;
