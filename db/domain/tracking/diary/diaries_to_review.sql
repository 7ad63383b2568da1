create or replace function app_public.diaries_to_review(from_on date) returns json
  language plpgsql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_mine constant uuid[] := array(select app_hidden.my_client_ids());
begin
  return (
    with open_day as (
      select s.client_id, s.on_date, s.logged_at, r.id is not null as is_changed
        from app_private.diary_states(v_org, v_mine, from_on, from_on + 366) s
        left join app_private.standing_reviews(v_org, v_mine, from_on, from_on + 366) r on (r.client_id, r.on_date) = (s.client_id, s.on_date)
       where r.seen is distinct from s.seen and (s.log_count > 0 or r.id is not null)
    ), client as (
      select o.client_id, count(*) as days, count(*) filter (where o.is_changed) as changed_days, min(o.on_date) as first_on, max(o.on_date) as last_on,
             max(o.logged_at) as logged_at
        from open_day o group by 1
    )
    select coalesce(json_agg(json_build_object('clientId', c.id, 'fullName', c.full_name, 'days', o.days, 'changedDays', o.changed_days,
                                               'firstOn', o.first_on, 'lastOn', o.last_on, 'loggedAt', o.logged_at) order by o.first_on, c.full_name, c.id), '[]')
      from client o join app_public.clients c on (c.org_id, c.id) = (v_org, o.client_id));
end $$;
-- Definer: states of days are internal; it asks for the caller's own clients only.
alter function app_public.diaries_to_review(date) owner to tf_definer;

comment on function app_public.diaries_to_review(date) is
  'Whose diaries wait to be looked at, of the clients in the caller''s care, those who wait longest first: [{clientId, fullName, days (from from_on on, logged and not reviewed, or changed since), changedDays, firstOn, lastOn, loggedAt}]. It says that there is something to read, not what.';
revoke execute on function app_public.diaries_to_review(date) from public;
grant execute on function app_public.diaries_to_review(date) to tf_assistant, tf_dietitian, tf_org_admin;
