create or replace function app_private.logged_macros(org uuid, client uuid, from_on date, to_on date, nutrient_ids integer[])
  returns table (logged_on date, nutrient_id integer, known numeric, unknown bigint)
  language sql stable rows 100
as $$
  select l.logged_on, n.id, coalesce(pg_catalog.sum(v.known), 0),
         -- A meal that was eaten in part or otherwise, without saying what, is one unknown food.
         coalesce(pg_catalog.sum(case when i.id is null then (l.outcome <> 'skipped')::integer else coalesce(v.unknown, 1) end), 0)
    from app_public.meal_logs l
    left join app_public.meal_log_items i on (i.org_id, i.client_id, i.meal_log_id) = (l.org_id, l.client_id, l.id)
   cross join pg_catalog.unnest(nutrient_ids) n(id)
    left join lateral (
      select (i.nutrition -> 'known' ->> (k.position - 1)::integer)::numeric as known,
             (i.nutrition -> 'unknown' ->> (k.position - 1)::integer)::integer as unknown
        from pg_catalog.json_array_elements_text(i.nutrition -> 'nutrientIds') with ordinality k(id, position)
       where k.id = n.id::text) v on true
   where l.org_id = org and l.client_id = client and l.logged_on >= from_on and l.logged_on < to_on and l.deleted_at is null
   group by 1, 2
$$;

comment on function app_private.logged_macros(uuid, uuid, date, date, integer[]) is
  'What a client logged on each day of [from_on, to_on) with a log, by nutrient, from the frozen nutrition of the items: at least known where unknown > 0.';
grant execute on function app_private.logged_macros(uuid, uuid, date, date, integer[]) to tf_definer;
