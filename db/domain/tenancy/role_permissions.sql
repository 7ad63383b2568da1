create or replace function app_private.role_permissions(role_names text[]) returns setof app_public.permission
  language sql stable set search_path = pg_catalog, pg_temp rows 300
as $$
  with may as materialized (select * from app_private.role_capabilities(role_names)),
  conditions as materialized (
    select p.polrelid, p.polname, p.polpermissive, p.polcmd, p.polroles,
           case p.polcmd when 'a' then pg_get_expr(p.polwithcheck, p.polrelid) else pg_get_expr(p.polqual, p.polrelid) end as condition
      from pg_policy p
     where p.polrelid in (select m.object_id from may m where m.verb is not null) and p.polname !~ '^own_organisation'
  ),
  -- Upper bounds, read off the condition: whatever else is joined to it by `and` can only narrow it further.
  scoped as materialized (
    select c.*, substring(c.condition from 'EXISTS \( SELECT.* FROM ([a-z_]+\.[a-z_]+) ') as parent,
           case when coalesce(c.condition, 'true') = 'true' then 'all'
                when c.condition ~ '\y(OR|NOT)\y' then 'some'
                when c.condition ~ '= ANY \(ARRAY\( SELECT app_hidden\.my_client_ids\(\) ' then 'care'
                when c.condition ~ '= \( SELECT app_hidden\.current_(user|member|client)_id\(\) ' then 'own'
                when c.condition ~ '^\(?EXISTS ' then 'parent'
                else 'some' end as scope
      from conditions c
  ),
  applied as materialized (
    select m.role, m.object_id, m.verb, s.polname, s.polpermissive, s.parent,
           case when s.scope = 'care' and m.role = 'client' then 'own' else s.scope end as scope
      from may m
      join scoped s on s.polrelid = m.object_id and s.polcmd in ('*', m.command) and (s.polroles = '{0}' or m.role_id = any (s.polroles))
  ),
  reached as materialized ( -- a row that shows with its parent is as far in reach as the parent is, by the parent's policies
    select a.role, a.object_id, a.verb,
           array(select distinct n from unnest(string_to_array(string_agg(coalesce(of.policies, a.polname), ',') filter (where a.polpermissive), ',')) n order by n) as policies,
           bool_or(not a.polpermissive) as is_narrowed,
           array_agg(coalesce(of.scope, a.scope)) filter (where a.polpermissive) as scopes
      from applied a
      left join lateral (
        select case when count(distinct p.scope) = 1 and min(p.scope) <> 'parent' then min(p.scope) else 'some' end as scope, string_agg(p.polname, ',') as policies
          from applied p where a.scope = 'parent' and (p.role, p.object_id, p.verb) = (a.role, to_regclass(a.parent), 'read')) of on a.scope = 'parent'
     group by a.role, a.object_id, a.verb
  )
  select m.role, m.capability, case when m.verb is null then 'function' else 'table' end::app_public.permission_kind,
         case when r.policies is null then null
              when 'some' = any (r.scopes) and 'all' <> all (r.scopes) or r.is_narrowed and 'all' = any (r.scopes) then 'some'
              when 'all' = any (r.scopes) then 'all'
              when 'care' = any (r.scopes) then 'care'
              else 'own' end::app_public.permission_rows,
         case when m.verb <> 'delete' and not has_table_privilege(m.role_id, m.object_id, m.privilege)
              then (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
                     where a.attrelid = m.object_id and a.attnum > 0 and not a.attisdropped and has_column_privilege(m.role_id, m.object_id, a.attnum, m.privilege)) end,
         r.policies,
         app_private.first_sentence(obj_description(m.object_id, case when m.verb is null then 'pg_proc' else 'pg_class' end))
    from may m left join reached r on (r.role, r.object_id, r.verb) = (m.role, m.object_id, m.verb)
$$;

comment on function app_private.role_permissions(text[]) is
  'What these roles (names without tf_) may do in app_public, with how far it reaches: rows is the widest that the policies let through, columns what the grant names.';
grant execute on function app_private.role_permissions(text[]) to tf_definer;
