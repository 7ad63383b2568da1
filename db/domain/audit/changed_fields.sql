create or replace function app_private.changed_fields(this jsonb, other jsonb) returns jsonb
  language sql immutable parallel safe
as $$
  select coalesce(pg_catalog.jsonb_object_agg(f.key, f.value), '{}')
    from pg_catalog.jsonb_each(this) f
   where f.value is distinct from (other -> f.key)
$$;

comment on function app_private.changed_fields(jsonb, jsonb) is 'The fields of this row that differ from the other.';
