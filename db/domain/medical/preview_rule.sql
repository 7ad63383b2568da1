create or replace function app_private.preview_rule(code text, today date)
  returns table (organization text, client text, plan text, version integer, outcome app_public.finding_outcome, place text,
                 observed numeric, minimum numeric, maximum numeric, unit text, unknown_foods text[])
  language sql stable strict set search_path = pg_catalog, pg_temp
as $$
  select o.name, c.full_name, p.name, v.number, f.outcome, f.place, f.observed, f.minimum, f.maximum, f.unit, f.unknown_foods
    from app_public.meal_plan_assignments a
    join app_public.meal_plan_versions v on (v.org_id, v.id) = (a.org_id, a.meal_plan_version_id)
    join app_public.meal_plans p on (p.org_id, p.id) = (v.org_id, v.meal_plan_id)
    join app_public.clients c on (c.org_id, c.id) = (a.org_id, a.client_id)
    join app_public.organizations o on o.id = a.org_id
   cross join lateral app_private.meal_plan_version_findings(a.org_id, v.id, a.client_id, daterange(greatest(a.starts_on, today), a.ends_on)) f
   where a.status = 'active' and (a.ends_on is null or a.ends_on > today) and f.rule_code = code
   order by o.name, c.full_name, p.name, f.outcome desc, f.day_number, f.place
$$;

comment on function app_private.preview_rule(text, date) is
  'What a rule says of every plan that clients follow from today on: for a DBA, in the transaction that states the rule, before it is shipped.';
