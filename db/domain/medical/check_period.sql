create or replace function app_private.check_period(org uuid, client uuid, starts_on date, ends_on date) returns daterange
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_today date;
begin
  if not client = any (array(select app_hidden.my_client_ids())) then
    raise exception 'There is no such client.' using errcode = 'TF404';
  end if;
  if ends_on <= starts_on or ends_on is not null and starts_on is null then
    raise exception 'A period has a first day, and its end (the day after the last) is later.' using errcode = 'TF400';
  end if;
  if starts_on is not null then
    return daterange(starts_on, ends_on);
  end if;
  select (now() at time zone coalesce(c.time_zone, o.time_zone))::date into v_today
    from app_public.clients c join app_public.organizations o on o.id = c.org_id where (c.org_id, c.id) = (org, client);
  return daterange(v_today, null); -- nothing that is known to be coming is missed
end $$;

comment on function app_private.check_period(uuid, uuid, date, date) is
  'The days that a check is about: those given, or all from today on, where the client lives. TF404 for a client whom the request may not see, TF400 for an empty period.';
grant execute on function app_private.check_period(uuid, uuid, date, date) to tf_definer;
