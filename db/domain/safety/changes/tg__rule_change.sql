-- Definer and owned by the migrating role on purpose: it takes the organisation from the row itself, whoever changes a rule.
create or replace function app_private.tg__rule_change() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_before jsonb[];
  v_after jsonb[];
  v_change record;
begin
  if tg_op <> 'INSERT' then
    select array_agg(to_jsonb(r)) into v_before from before_rows r;
  end if;
  if tg_op <> 'DELETE' then
    select array_agg(to_jsonb(r)) into v_after from after_rows r;
  end if;
  for v_change in
    with changed as (
      select coalesce(r.after, r.before) as one
        from app_private.changed_rows(v_before, v_after, tg_argv[2]::text[]) r
    ), named as (
      select (c.one ->> 'org_id')::uuid as org, coalesce(c.one ->> 'code', c.one ->> 'rule_code') as code, c.one -> 'supersedes' as supersedes,
             (c.one ->> 'rule_org_id')::uuid as rule_org_id, (c.one ->> 'rule_id')::uuid as rule_id
        from changed c
    )
    select n.org, array_agg(distinct x.code) as codes, string_agg(distinct n.code, ', ') as what
      from named n
     cross join lateral (select n.code
                         union select jsonb_array_elements_text(coalesce(n.supersedes, '[]'))
                         union select unnest(r.supersedes) from app_public.contraindication_rules r where (r.org_id, r.id) = (n.rule_org_id, n.rule_id)) x(code)
     group by n.org order by n.org
  loop
    perform app_private.write_safety_change(v_change.org, 'rule', tg_argv[1]::app_public.safety_cause,
              jsonb_build_object('table', tg_argv[0], 'what', v_change.what), rule_codes => v_change.codes);
  end loop;
  return null;
end $$;
comment on function app_private.tg__rule_change() is
  'Statement trigger: notes which rules changed, and those that they supersede, which count or no longer count because of it. Arguments: the table, the cause, and the columns whose change alone changes no finding.';
