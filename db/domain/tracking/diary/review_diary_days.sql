create or replace function app_public.review_diary_days(client_id uuid, days app_public.diary_day_seen[]) returns setof app_public.diary_reviews
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_member constant uuid := app_hidden.current_member_id();
begin
  if review_diary_days.client_id <> all (array(select app_hidden.my_client_ids())) then
    raise exception 'There is no such client.' using errcode = 'TF404';
  elsif cardinality(days) not between 1 and 92 then
    raise exception 'From 1 to 92 days are reviewed at once.' using errcode = 'TF400';
  elsif exists (select from unnest(days) d where num_nonnulls(d.id, d.on_date, d.seen) < 3)
     or (select count(distinct d.id) + count(distinct d.on_date) from unnest(days) d) <> 2 * cardinality(days) then
    raise exception 'Each day is named once, with an id of its own and what was seen.' using errcode = 'TF400';
  end if;

  -- What was seen is kept, not what is there by now: a log that arrived meanwhile leaves its day to be looked at again.
  insert into app_public.diary_reviews (org_id, id, client_id, on_date, seen, reviewed_by_member_id)
  select v_org, d.id, review_diary_days.client_id, d.on_date, d.seen, v_member from unnest(days) d order by d.id
      on conflict (org_id, id) do nothing;
  if exists (select from unnest(days) d join app_public.diary_reviews r on (r.org_id, r.id) = (v_org, d.id)
              where (r.client_id, r.on_date, r.seen, r.reviewed_by_member_id) is distinct from (review_diary_days.client_id, d.on_date, d.seen, v_member)) then
    raise exception 'This id belongs to another mark.' using errcode = 'TF409';
  end if;
  return query
    select r.* from app_public.diary_reviews r
     where r.org_id = v_org and r.client_id = review_diary_days.client_id and r.id in (select d.id from unnest(days) d) order by r.on_date;
end $$;
-- Definer: a mark is of whoever looked, so nobody inserts one.
alter function app_public.review_diary_days(uuid, app_public.diary_day_seen[]) owner to tf_definer;

comment on function app_public.review_diary_days(uuid, app_public.diary_day_seen[]) is
  '@medicalRecord client client_id
Marks days of a client''s diary as reviewed, as they were seen (`seen` of mealDiary), at most 92. Ids come from the caller, so that a repeated call answers the same; TF409 when one names another mark, TF400, TF404.';
revoke execute on function app_public.review_diary_days(uuid, app_public.diary_day_seen[]) from public;
grant execute on function app_public.review_diary_days(uuid, app_public.diary_day_seen[]) to tf_dietitian, tf_org_admin;
