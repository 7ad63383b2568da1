create or replace function app_private.logged_macros(org uuid, client uuid, from_on date, to_on date, nutrient_ids integer[])
  returns table (logged_on date, known numeric[], unknown bigint[])
  language sql stable set search_path = pg_catalog, pg_temp rows 30
as $$
  with eaten as materialized (
    -- The frozen arrays as arrays: read once an item, not once a nutrient.
    select l.logged_on, l.outcome, i.id,
           translate((i.nutrition -> 'nutrientIds')::text, '[]', '{}')::integer[] as ids,
           translate((i.nutrition -> 'known')::text, '[]', '{}')::numeric[] as known,
           translate((i.nutrition -> 'unknown')::text, '[]', '{}')::integer[] as unknown
      from app_public.meal_logs l
      left join app_public.meal_log_items i on (i.org_id, i.client_id, i.meal_log_id) = (l.org_id, l.client_id, l.id)
     where l.org_id = org and l.client_id = client and l.logged_on >= from_on and l.logged_on < to_on and l.deleted_at is null
  ), total as (
    select e.logged_on, n.position, coalesce(sum(e.known[array_position(e.ids, n.id)]), 0) as known,
           -- A meal that was eaten in part or otherwise, without saying what, is one unknown food.
           sum(case when e.id is null then (e.outcome <> 'skipped')::integer else coalesce(e.unknown[array_position(e.ids, n.id)], 1) end) as unknown
      from eaten e cross join unnest(nutrient_ids) with ordinality n(id, position)
     group by 1, 2
  )
  select t.logged_on, array_agg(t.known order by t.position), array_agg(t.unknown order by t.position) from total t group by 1
$$;

comment on function app_private.logged_macros(uuid, uuid, date, date, integer[]) is
  'What a client logged on each day of [from_on, to_on) that has a log, in the order of nutrient_ids, from the frozen nutrition of the items: at least known where unknown > 0.';
grant execute on function app_private.logged_macros(uuid, uuid, date, date, integer[]) to tf_definer;
