-- Definer and owned by the migrating role on purpose, like its siblings.
create or replace function app_private.tg__organization_change() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform app_private.write_safety_change(new.id, 'may_contain', 'organisation', jsonb_build_object('table', tg_table_name, 'what', 'may contain'));
  return null;
end $$;
comment on function app_private.tg__organization_change() is 'Notes that an organisation counts "may contain" otherwise than before (CLINICAL 22).';
