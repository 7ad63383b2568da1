create or replace function app_private.is_part_of_record(table_name text) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(obj_description(to_regclass(format('app_public.%I', table_name)), 'pg_class') ~ '@medicalRecord', false)
$$;

comment on function app_private.is_part_of_record(text) is 'Whether the rows of this table are part of clients'' medical records: its comment says so by @medicalRecord.';
grant execute on function app_private.is_part_of_record(text) to tf_definer;
