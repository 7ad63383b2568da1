create or replace function app_hidden.org_today() returns date
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select (now() at time zone o.time_zone)::date from app_public.organizations o where o.id = app_hidden.current_org_id()
$$;
-- Definer: policies call it for roles that need not see the organisation's row.
alter function app_hidden.org_today() owner to tf_definer;

comment on function app_hidden.org_today() is
  'The date where the organisation is, for policies only: functions that compute take their dates as arguments.';
grant execute on function app_hidden.org_today() to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
