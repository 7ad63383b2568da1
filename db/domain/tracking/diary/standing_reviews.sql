create or replace function app_private.standing_reviews(org uuid, client_ids uuid[], from_on date, to_on date) returns setof app_public.diary_reviews
  language sql stable set search_path = pg_catalog, pg_temp rows 100
as $$
  select distinct on (r.client_id, r.on_date) r.*
    from app_public.diary_reviews r
   where r.org_id = org and r.client_id = any (client_ids) and r.on_date >= from_on and r.on_date < to_on and r.withdrawn_at is null
   order by r.client_id, r.on_date, r.created_at desc, r.id desc
$$;

comment on function app_private.standing_reviews(uuid, uuid[], date, date) is
  'The mark that counts of each day of [from_on, to_on) of these clients that has one.';
grant execute on function app_private.standing_reviews(uuid, uuid[], date, date) to tf_definer;
