create or replace function app_private.tg__stamp() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'UPDATE' then
    new.created_at := old.created_at;
  end if;
  new.updated_at := pg_catalog.now();
  new.updated_by := app_hidden.current_user_id();
  return new;
end $$;

comment on function app_private.tg__stamp() is
  'Fills updated_at and updated_by (the acting user; null = a migration or a DBA) whatever the writer says.';
