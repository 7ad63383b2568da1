create or replace function app_private.meal_plan_version_days(version app_public.meal_plan_versions) returns jsonb
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case version.status
           when 'draft' then app_private.draft_days(version.org_id, version.id)::jsonb
           else (select c.content -> 'days' from app_public.published_contents c where c.org_id = version.org_id and c.meal_plan_version_id = version.id) end
$$;

create or replace function app_private.compared_version(version app_public.meal_plan_versions, days jsonb) returns json
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select json_build_object(
           'id', version.id, 'number', version.number, 'status', version.status, 'planId', p.id, 'planName', p.name, 'isTemplate', p.client_id is null,
           'clientName', (select c.full_name from app_public.clients c where c.org_id = version.org_id and c.id = version.client_id),
           'publishedAt', version.published_at, 'changeNote', version.change_note, 'savedAt', version.updated_at,
           'dayCount', jsonb_array_length(days), 'dayMapping', version.day_mapping, 'isRepeating', version.is_repeating, 'note', version.note)
    from app_public.meal_plans p
   where p.org_id = version.org_id and p.id = version.meal_plan_id
$$;

create or replace function app_public.compare_meal_plan_versions(a uuid, b uuid) returns json
  language plpgsql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_a constant app_public.meal_plan_versions := app_private.visible_meal_plan_version(a);
  v_b constant app_public.meal_plan_versions := app_private.visible_meal_plan_version(b);
  v_days_a constant jsonb := app_private.meal_plan_version_days(v_a);
  v_days_b constant jsonb := app_private.meal_plan_version_days(v_b);
  v_nutrition_a constant jsonb := app_public.meal_plan_version_nutrition(v_a.id)::jsonb;
  v_nutrition_b constant jsonb := app_public.meal_plan_version_nutrition(v_b.id)::jsonb;
  v_shown constant integer[] := app_private.shown_nutrient_ids(v_a.org_id);
  -- A template is for everybody: beside a client's plan it is looked at for that client. Plans of two clients share no findings.
  v_client constant uuid := coalesce(v_a.client_id, v_b.client_id);
begin
  return (
    with meal as materialized (
      select m.* from app_private.compared_meals(v_days_a, v_days_b) m
    ), item as materialized (
      select i.*, coalesce(y.day_number, x.day_number) as day_number, coalesce(y.after, x.before) ->> 'name' as meal_name,
             json_build_object('dayNumber', x.day_number, 'mealName', x.before -> 'name') as from_place,
             json_build_object('dayNumber', y.day_number, 'mealName', y.after -> 'name') as to_place
        from app_private.compared_items(v_days_a, v_days_b) i
        left join meal x on x.pair = i.pair_before
        left join meal y on y.pair = i.pair_after
    ), shown as materialized ( -- an item that was moved is told in both places
      select i.pair_after as pair, i.place_after as place, 1 as side, json_build_object(
               'change', case when i.change = 'moved' then 'moved_here' else i.change end, 'name', i.name,
               'before', case when i.change <> 'same' then i.before end, 'after', i.after, 'from', case when i.change = 'moved' then i.from_place end) as line
        from item i where i.pair_after is not null
      union all
      select i.pair_before, i.place_before, 0, json_build_object(
               'change', case when i.change = 'moved' then 'moved_away' else i.change end, 'name', i.name,
               'before', i.before, 'after', null, 'to', case when i.change = 'moved' then i.to_place end)
        from item i where i.pair_before is not null and i.change in ('removed', 'moved')
    ), sums as materialized (
      select coalesce(x.day_number, y.day_number) as day_number, coalesce(x.nutrient_id, y.nutrient_id) as nutrient_id, coalesce(y.n, x.n) as n,
             app_private.compared_sums(x.known, x.unknown, y.known, y.unknown) as compared
        from app_private.summed(v_nutrition_a) x
        full join app_private.summed(v_nutrition_b) y on coalesce(y.day_number, 0) = coalesce(x.day_number, 0) and y.nutrient_id = x.nutrient_id
    )
    select json_build_object(
      'a', app_private.compared_version(v_a, v_days_a),
      'b', app_private.compared_version(v_b, v_days_b),
      'added', (select coalesce(json_agg(json_build_object('dayNumber', i.day_number, 'mealName', i.meal_name, 'item', i.after)
                                         order by i.pair_after, i.place_after), '[]') from item i where i.change = 'added'),
      'removed', (select coalesce(json_agg(json_build_object('dayNumber', i.day_number, 'mealName', i.meal_name, 'item', i.before)
                                           order by i.pair_before, i.place_before), '[]') from item i where i.change = 'removed'),
      'changed', (select coalesce(json_agg(json_build_object('dayNumber', i.day_number, 'mealName', i.meal_name, 'name', i.name, 'before', i.before, 'after', i.after)
                                           order by i.pair_after, i.place_after), '[]') from item i where i.change = 'changed'),
      'moved', (select coalesce(json_agg(json_build_object('name', i.name, 'from', i.from_place, 'to', i.to_place, 'before', i.before, 'after', i.after)
                                         order by i.pair_after, i.place_after), '[]') from item i where i.change = 'moved'),
      'days', (
        select coalesce(json_agg(json_build_object(
                 'dayNumber', d.day_number, 'isBefore', x.value is not null, 'isAfter', y.value is not null,
                 'noteBefore', x.value -> 'note', 'noteAfter', y.value -> 'note',
                 'meals', (
                   select coalesce(json_agg(json_build_object(
                            'nameBefore', m.before -> 'name', 'nameAfter', m.after -> 'name', 'timeBefore', m.before -> 'timeOfDay', 'timeAfter', m.after -> 'timeOfDay',
                            'noteBefore', m.before -> 'note', 'noteAfter', m.after -> 'note',
                            'items', (select coalesce(json_agg(s.line order by s.place, s.side), '[]') from shown s where s.pair = m.pair)) order by m.pair), '[]')
                     from meal m where m.day_number = d.day_number),
                 'nutrition', (
                   select coalesce(json_agg(jsonb_build_object('nutrientId', s.nutrient_id) || s.compared order by array_position(v_shown, s.nutrient_id)), '[]')
                     from sums s where s.day_number = d.day_number and s.nutrient_id = any (v_shown))) order by d.day_number), '[]')
          from (select (value ->> 'dayNumber')::integer as day_number from jsonb_array_elements(v_days_a)
                union select (value ->> 'dayNumber')::integer from jsonb_array_elements(v_days_b)) d
          left join jsonb_array_elements(v_days_a) x on (x.value ->> 'dayNumber')::integer = d.day_number
          left join jsonb_array_elements(v_days_b) y on (y.value ->> 'dayNumber')::integer = d.day_number),
      'nutrition', (select coalesce(json_agg(jsonb_build_object('nutrientId', s.nutrient_id) || s.compared order by s.n), '[]') from sums s where s.day_number is null),
      'targets', (
        select coalesce(json_agg(json_build_object(
                 'nutrientId', n.id,
                 'before', case when x.nutrient_id is not null then json_build_object('minimum', trim_scale(x.minimum), 'maximum', trim_scale(x.maximum)) end,
                 'after', case when y.nutrient_id is not null then json_build_object('minimum', trim_scale(y.minimum), 'maximum', trim_scale(y.maximum)) end)
                 order by n.sort_order, n.id), '[]')
          from app_public.nutrients n
          left join app_public.meal_plan_targets x on x.org_id = v_a.org_id and x.meal_plan_version_id = v_a.id and x.nutrient_id = n.id
          left join app_public.meal_plan_targets y on y.org_id = v_b.org_id and y.meal_plan_version_id = v_b.id and y.nutrient_id = n.id
         where (x.nutrient_id, x.minimum, x.maximum) is distinct from (y.nutrient_id, y.minimum, y.maximum)),
      'findings', case when v_client is not null and v_client = coalesce(v_b.client_id, v_client) then app_private.compared_findings(v_a.id, v_b.id, v_client) end,
      'nutrients', app_private.panel_nutrients_json()));
end $$;
-- Definer: one access check for each version up front, then no policy runs for each of hundreds of rows.
alter function app_public.compare_meal_plan_versions(uuid, uuid) owner to tf_definer;

comment on function app_private.meal_plan_version_days(app_public.meal_plan_versions) is 'Days with meals and items: a draft''s as they are now, a published version''s as frozen.';
comment on function app_private.compared_version(app_public.meal_plan_versions, jsonb) is 'What a comparison says of each version; a template has no client.';
comment on function app_public.compare_meal_plan_versions(uuid, uuid) is
  '@medicalRecord meal_plan_version a b
What changed from version a to version b, of one plan or of two, drafts or published: {"a", "b", "added": [{dayNumber, mealName, item}], "removed", "changed": [{dayNumber, mealName, name, before, after}], "moved": [{name, from, to, before, after}], "days": [{dayNumber, isBefore, isAfter, noteBefore, noteAfter, meals: [{nameBefore, nameAfter, timeBefore, timeAfter, noteBefore, noteAfter, items: [{change: same | changed | added | removed | moved_here | moved_away, name, before, after, from, to}]}], nutrition}], "nutrition": [{nutrientId, before: {known, unknown}, after, difference, differenceAtLeast, differenceAtMost}], "targets", "findings": {gone, appeared, stayed}, "nutrients"}. Nutrition is of the average day, and of each day for the nutrients that the organisation shows; where a sum is only known to be "at least", so is the difference, at least or at most, and none is stated where both are. Findings are of today, for the client; null where two clients'' plans, or only templates, are compared. TF404.';
revoke execute on function app_private.meal_plan_version_days(app_public.meal_plan_versions), app_private.compared_version(app_public.meal_plan_versions, jsonb),
  app_public.compare_meal_plan_versions(uuid, uuid) from public;
grant execute on function app_private.meal_plan_version_days(app_public.meal_plan_versions), app_private.compared_version(app_public.meal_plan_versions, jsonb) to tf_definer;
grant execute on function app_public.compare_meal_plan_versions(uuid, uuid) to tf_assistant, tf_dietitian, tf_org_admin;
