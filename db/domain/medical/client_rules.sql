create or replace function app_private.client_rules(org uuid, client uuid, period daterange) returns setof app_private.client_rule
  language sql stable rows 60 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
  with triggered as materialized (
    select * from app_private.triggered_rules(org, client, period)
  ), replaced as materialized ( -- the special rule replaces the general one, if it surely holds (CLINICAL 26)
    select r.code as by_code, t.code
      from triggered r cross join unnest(r.replaces) c(code) join triggered t on t.code = c.code and t.origin = 'rule'
     where r.is_certain and r.origin = 'rule'
  )
  select t.rule_id, t.code, t.version, t.severity, t.effect, t.nutrient_id, t.scope, t.basis, t.minimum, t.maximum, t.unit,
         t.max_variation_percent, t.tag_code, t.allergen_org_id, t.allergen_id, t.missing,
         array(select p.code from replaced p where p.by_code = t.code order by p.code),
         t.message, t.rationale, t.citation, t.citation_url, t.is_reviewed, t.origin, t.is_certain, t.may_contain_breaks
    from triggered t
   where t.origin <> 'rule' or t.code not in (select p.code from replaced p)
$$;

comment on function app_private.client_rules(uuid, uuid, daterange) is
  'The rules that count for a client on any day of the period: those triggered, without those that a more special one replaces (CLINICAL 26).';
grant execute on function app_private.client_rules(uuid, uuid, daterange) to tf_definer;
