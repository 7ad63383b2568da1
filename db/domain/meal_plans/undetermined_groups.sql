create or replace function app_private.undetermined_groups(findings app_public.safety_finding[])
  returns table (rule_code text, rule_version integer, keys text[], foods text[], evidence_hash text)
  language sql immutable set search_path = pg_catalog, pg_temp rows 5
as $$
  select f.rule_code, f.rule_version, array_agg(f.key),
         array(select distinct n.name from unnest(findings) o, unnest(o.unknown_foods || o.inferred_foods) n(name)
                where o.needs_acknowledgement and (o.rule_code, o.rule_version) = (f.rule_code, f.rule_version) order by 1),
         md5(string_agg(f.place || f.evidence_hash, ',' order by f.place, f.evidence_hash))
    from unnest(findings) f
   where f.needs_acknowledgement
   group by f.rule_code, f.rule_version
$$;

comment on function app_private.undetermined_groups(app_public.safety_finding[]) is
  'The undetermined contraindications by rule and version: one acknowledgement answers each, for the foods in question and the evidence of all of them.';
revoke execute on function app_private.undetermined_groups(app_public.safety_finding[]) from public;
grant execute on function app_private.undetermined_groups(app_public.safety_finding[]) to tf_definer;
