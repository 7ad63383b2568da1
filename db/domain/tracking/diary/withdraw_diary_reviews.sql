create or replace function app_public.withdraw_diary_reviews(ids uuid[]) returns setof app_public.diary_reviews
  language sql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
  with locked as materialized (
    select r.id from app_public.diary_reviews r
     where r.org_id = app_hidden.current_org_id() and r.client_id = any (array(select app_hidden.my_client_ids()))
       and r.id = any (ids) and r.withdrawn_at is null
     order by r.id for no key update
  )
  update app_public.diary_reviews r set withdrawn_at = now()
    from locked where r.org_id = app_hidden.current_org_id() and r.id = locked.id
  returning r.*
$$;
-- Definer: what a mark says never changes; only that it stands.
alter function app_public.withdraw_diary_reviews(uuid[]) owner to tf_definer;

comment on function app_public.withdraw_diary_reviews(uuid[]) is
  'Takes marks of reviewed days back: the mark before counts again, if there is one. Answers those that stood until now; marks of other people''s clients change nothing.';
revoke execute on function app_public.withdraw_diary_reviews(uuid[]) from public;
grant execute on function app_public.withdraw_diary_reviews(uuid[]) to tf_dietitian, tf_org_admin;
