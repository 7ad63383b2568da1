-- What is granted and let pass. A function: execute. A verb of a table: granted, whole or by column, and a permissive policy for it.
create or replace function app_private.role_capabilities(role_names text[])
  returns table (role text, role_id oid, capability text, object_id oid, verb text, privilege text, command "char")
  language sql stable set search_path = pg_catalog, pg_temp rows 300
as $$
  with asked as materialized (
    select r.oid, n.name from unnest(role_names) n(name) join pg_roles r on r.rolname = 'tf_' || n.name
  )
  select a.name, a.oid, c.relname || '.' || v.verb, c.oid, v.verb, v.privilege, v.command
    from pg_class c, asked a, (values ('read', 'SELECT', 'r'::"char"), ('add', 'INSERT', 'a'), ('change', 'UPDATE', 'w'), ('delete', 'DELETE', 'd')) v(verb, privilege, command)
   where c.relnamespace = 'app_public'::regnamespace and c.relkind in ('r', 'p', 'v')
     and case when v.verb = 'delete' then has_table_privilege(a.oid, c.oid, v.privilege)
              else has_any_column_privilege(a.oid, c.oid, v.privilege) end
     and (c.relkind = 'v' or exists (
       select from pg_policy p
        where p.polrelid = c.oid and p.polpermissive and p.polcmd in ('*', v.command) and (p.polroles = '{0}' or a.oid = any (p.polroles))))
  union all
  select a.name, a.oid, p.proname, p.oid, null, null, null
    from pg_proc p, asked a
   where p.pronamespace = 'app_public'::regnamespace and has_function_privilege(a.oid, p.oid, 'execute')
$$;

comment on function app_private.role_capabilities(text[]) is
  'What these roles (names without tf_) may do in app_public, read from the grants and policies in force; verb, privilege and command are null for functions.';
grant execute on function app_private.role_capabilities(text[]) to tf_definer;
