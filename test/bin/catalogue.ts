import type pg from "pg";

const own = "n.nspname in ('app_public', 'app_hidden', 'app_private', 'audit', 'staging')";

/** Every kind of object that `db/` makes, one line each, with everything about it that matters; no object ids. */
const queries = [
  `select format('relation %s.%s %s rls %s %s acl %s comment %s view %s', n.nspname, c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity,
     c.relacl::text, obj_description(c.oid, 'pg_class'), case c.relkind when 'v' then pg_get_viewdef(c.oid) end)
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${own}`,
  `select format('column %s.%s.%s %s not null %s default %s acl %s comment %s', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
     a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attacl::text, col_description(c.oid, a.attnum))
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum where ${own} and a.attnum > 0 and not a.attisdropped`,
  `select format('function %s owner %s acl %s comment %s body %s', p.oid::regprocedure, p.proowner::regrole, p.proacl::text,
     obj_description(p.oid, 'pg_proc'), pg_get_functiondef(p.oid))
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${own} and p.prokind in ('f', 'p')`,
  `select format('policy %s on %s %s %s to %s using %s check %s', p.polname, p.polrelid::regclass, p.polcmd, p.polpermissive,
     (select string_agg(coalesce(r.rolname, 'public'), ',' order by r.rolname) from unnest(p.polroles) o left join pg_roles r on r.oid = o),
     pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) from pg_policy p`,
  `select format('trigger %s', pg_get_triggerdef(t.oid)) from pg_trigger t join pg_class c on c.oid = t.tgrelid
     join pg_namespace n on n.oid = c.relnamespace where ${own} and not t.tgisinternal`,
  `select format('constraint %s on %s %s', o.conname, o.conrelid::regclass, pg_get_constraintdef(o.oid)) from pg_constraint o
     join pg_namespace n on n.oid = o.connamespace where ${own}`,
  `select format('index %s', pg_get_indexdef(c.oid)) from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${own} and c.relkind = 'i'`,
  `select format('type %s %s labels %s comment %s', t.oid::regtype, t.typtype,
     (select string_agg(e.enumlabel, ',' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid), obj_description(t.oid, 'pg_type'))
     from pg_type t join pg_namespace n on n.oid = t.typnamespace where ${own}`,
  `select format('schema %s acl %s', n.nspname, n.nspacl::text) from pg_namespace n where ${own}`,
  `select format('default privileges %s %s %s', d.defaclnamespace::regnamespace, d.defaclobjtype, d.defaclacl::text) from pg_default_acl d`,
  // The rows that the domain states: what a DBA edits as SQL.
  `select format('rule %s', r) from app_public.contraindication_rules r`,
];

/** The whole catalogue of our schemas, sorted. */
export async function catalogue(owner: pg.Pool): Promise<string[]> {
  const lines: string[] = [];
  for (const query of queries) {
    const { rows } = await owner.query<{ format: string }>(query);
    lines.push(...rows.map((row) => row.format));
  }
  return lines.sort();
}
