create or replace function app_private.may_execute(signature text) returns boolean
  language sql stable strict set search_path = pg_catalog, pg_temp
as $$ select coalesce(has_function_privilege('tf_' || app_hidden.current_role_name(), signature, 'execute'), false) $$;

comment on function app_private.may_execute(text) is
  'Whether the request''s role may call this function, for functions whose answer says so, or that answer more to whom the other is granted.';
grant execute on function app_private.may_execute(text) to tf_definer;
