create or replace function app_public.permissions() returns setof app_public.permission
  language sql stable security definer set search_path = pg_catalog, pg_temp rows 500
as $$
  select p.*
    from app_private.role_permissions(array['org_admin', 'dietitian', 'assistant', 'researcher', 'client', 'anonymous']) p
   order by p.capability, p.role
$$;
-- Definer: app_private, where it is derived, is reachable by no application role.
alter function app_public.permissions() owner to tf_definer;

comment on function app_public.permissions() is
  'The permission table: what each role may do, derived from the grants and policies in force. A pair that is not listed is denied.';
revoke execute on function app_public.permissions() from public;
grant execute on function app_public.permissions() to tf_org_admin;

comment on type app_public.permission is $$One thing that a role may do.$$;
comment on column app_public.permission.role is 'org_admin, dietitian, assistant, researcher, client, or anonymous: nobody is signed in.';
comment on column app_public.permission.capability is 'A function''s name, such as create_client, or a table and a verb (read, add, change, delete), such as clients.change.';
comment on column app_public.permission.kind is 'Whether it is a function, or a verb of a table.';
comment on column app_public.permission.rows is 'Which rows of a table at most; null for functions, which say themselves whose rows they touch, and for views, which show what their tables do.';
comment on column app_public.permission.columns is 'The columns that the grant names; null = the whole row, or a function.';
comment on column app_public.permission.policies is 'The policies that let rows pass, or, where a row shows with what it belongs to, that let this pass; null for functions and views.';
comment on column app_public.permission.meaning is 'What the function does or the table holds, in a sentence.';
comment on type app_public.permission_kind is 'Whether a capability is a function or a verb of a table.';
comment on type app_public.permission_rows is
  'all = every row of the organisation (of the library, also the shared ones); care = of clients in the member''s care; own = the person''s own, or a client''s; some = as the policies say.';
