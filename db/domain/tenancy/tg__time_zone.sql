create or replace function app_private.tg__time_zone() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.time_zone is not null and not exists (select from pg_timezone_names z where z.name = new.time_zone) then
    raise exception 'There is no time zone "%". Write it like "Europe/Berlin".', new.time_zone using errcode = 'TF400';
  end if;
  return new;
end $$;

comment on function app_private.tg__time_zone() is 'TF400 unless time_zone is a name that the database knows.';
