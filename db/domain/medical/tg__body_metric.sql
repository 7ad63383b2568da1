create or replace function app_private.tg__body_metric() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  -- The first place on Earth that has a date: a device that travels is not refused, and nobody's time zone is told.
  if new.measured_on > (now() at time zone 'Pacific/Kiritimati')::date then
    raise exception 'A measurement is of today at the latest.' using errcode = 'TF092';
  end if;
  return new;
end $$;

comment on function app_private.tg__body_metric() is
  'Refuses a measurement of the future (TF092): it would be the latest one, which limits per kilogram rest on, until its day has passed.';
