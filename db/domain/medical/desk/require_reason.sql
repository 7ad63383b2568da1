create or replace function app_private.require_reason(reason text) returns text
  language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
  if length(trim(reason)) between 5 and 2000 is not true then
    raise exception 'Say in a few words why.' using errcode = 'TF400';
  end if;
  return trim(reason);
end $$;

comment on function app_private.require_reason(text) is 'Why somebody decides about a rule, trimmed: 5 to 2000 characters, else TF400.';
grant execute on function app_private.require_reason(text) to tf_definer;
