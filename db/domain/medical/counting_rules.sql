create or replace function app_private.counting_rules(rules app_private.client_rule[]) returns setof app_private.client_rule
  language sql immutable rows 60 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = on
as $$
  with triggered as materialized (
    select t.* from unnest(rules) with ordinality t
  ), replaced as materialized ( -- the special rule replaces the general one, if it surely holds, and on every day (CLINICAL 26)
    select r.code as by_code, t.code
      from triggered r cross join unnest(r.replaces) c(code) join triggered t on t.code = c.code and t.origin = 'rule'
     where r.is_certain and r.replaces <> '{}'
  ), counting as not materialized (
    select t.* from triggered t where t.origin <> 'rule' or t.code not in (select p.code from replaced p)
  ), outdone as materialized ( -- a physician's limit wins in the stricter direction, side by side, if it is at least as grave (CLINICAL 23)
    select distinct on (g.ordinality, s.side) l.ordinality as by_number, g.ordinality as number, g.code, s.side, s.general as bound, g.unit
      from counting l
      join counting g on (g.nutrient_id, g.scope) = (l.nutrient_id, l.scope) and g.effect = 'nutrient_bound' and g.basis <> 'energy_percent'
       and g.severity <= l.severity and g.ordinality <> l.ordinality
     cross join lateral (values ('at most', l.maximum, g.maximum), ('at least', -l.minimum, -g.minimum)) s(side, ordered, general)
     where l.origin = 'limit' and s.ordered <= s.general
       -- Of two orders that say the same the later one counts.
       and (g.origin = 'rule' or g.origin = 'limit' and ((s.ordered, l.severity) is distinct from (s.general, g.severity) or l.version > g.version))
     order by g.ordinality, s.side, s.ordered, l.version
  ), beaten as (
    select o.by_number, array_agg(distinct o.code order by o.code) as codes,
           string_agg(format('%s (%s %s)', o.code, o.side, app_private.amount_words(abs(o.bound), o.unit)), ', ' order by o.code, o.side) as words
      from outdone o join counting g on g.ordinality = o.number where g.origin = 'rule' group by o.by_number
  )
  select t.rule_id, t.code, t.version, t.severity, t.effect, t.nutrient_id, t.scope, t.basis, b.minimum, b.maximum, t.unit,
         t.max_variation_percent, t.tag_code, t.allergen_org_id, t.allergen_id, t.missing,
         coalesce(n.codes, p.codes, '{}'),
         t.message, t.rationale || coalesce(' Stricter than ' || n.words || ', which counts no more here.', ''),
         t.citation, t.citation_url, t.is_reviewed, t.origin, t.is_certain, t.may_contain_breaks
    from counting t
    left join beaten n on n.by_number = t.ordinality
    left join (select p.by_code, array_agg(p.code order by p.code) as codes from replaced p group by p.by_code) p on p.by_code = t.code and t.origin = 'rule'
    left join outdone low on low.number = t.ordinality and low.side = 'at least'
    left join outdone high on high.number = t.ordinality and high.side = 'at most'
   cross join lateral (
     select case when low.number is null then t.minimum end as minimum, case when high.number is null then t.maximum end as maximum) b
   where num_nonnulls(b.minimum, b.maximum) > 0 or num_nonnulls(t.minimum, t.maximum) = 0
$$;

comment on function app_private.counting_rules(app_private.client_rule[]) is
  'Of what is triggered what counts: without what a more special rule (CLINICAL 26) or a physician''s stricter limit (23) replaces.';
grant execute on function app_private.counting_rules(app_private.client_rule[]) to tf_definer;
