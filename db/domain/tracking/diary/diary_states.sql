create or replace function app_private.diary_states(org uuid, client_ids uuid[], from_on date, to_on date)
  returns table (client_id uuid, on_date date, log_count bigint, logged_at timestamptz, seen text)
  language sql stable set search_path = pg_catalog, pg_temp rows 100
as $$
  select l.client_id, l.logged_on, count(*) filter (where l.deleted_at is null), max(l.updated_at),
         md5(string_agg(l.id || ':' || l.revision, ',' order by l.id))
    from app_public.meal_logs l
   where l.org_id = org and l.client_id = any (client_ids) and l.logged_on >= from_on and l.logged_on < to_on
   group by 1, 2
$$;

comment on function app_private.diary_states(uuid, uuid[], date, date) is
  'Of each day of [from_on, to_on) that these clients logged: how many logs stand, when the last of them arrived or changed, and a mark that is another as soon as any log of the day is new, amended, moved or deleted.';
grant execute on function app_private.diary_states(uuid, uuid[], date, date) to tf_definer;
