create or replace function app_private.assignments_of_rule(code text, today date) returns setof uuid
  language sql stable strict set search_path = pg_catalog, pg_temp
as $$
  select a.id from app_public.meal_plan_assignments a
   where a.status = 'active' and (a.ends_on is null or a.ends_on > today)
     and exists (select from app_private.triggered_rules(a.org_id, a.client_id, daterange(greatest(a.starts_on, today), a.ends_on)) r
                  where r.code = assignments_of_rule.code)
$$;

comment on function app_private.assignments_of_rule(text, date) is
  'The active assignments, of any organisation, whose client a rule holds for on any day from today on (CLINICAL 23).';
