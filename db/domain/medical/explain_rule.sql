create or replace function app_private.explain_rule(code text, today date) returns table (what text, says text)
  language plpgsql stable strict set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_kb constant uuid := '00000000-0000-0000-0000-000000000000';
  v_rule app_public.contraindication_rules;
begin
  select * into v_rule from app_public.contraindication_rules r where (r.org_id, r.code) = (v_kb, explain_rule.code) order by r.retired_at is null desc, r.version desc limit 1;
  if not found then
    perform app_private.refuse_rule(explain_rule.code, 'there is no such rule to explain. What there is: select distinct code from app_public.contraindication_rules.');
  end if;
  return query values
    ('rule', format('%s, version %s, %s', v_rule.code, v_rule.version, case when v_rule.retired_at is null then 'in force' else 'retired' end)),
    ('for whom', app_private.rule_trigger_words(v_rule)),
    ('asks', app_private.rule_effect_words(v_rule)),
    ('severity', case v_rule.severity when 'contraindicated' then 'contraindicated: blocks publishing and assigning until a reason is written, or what is undetermined is acknowledged'
                                      else v_rule.severity || ': warns' end),
    ('message', v_rule.message),
    ('rationale', v_rule.rationale),
    ('citation', concat_ws(' ', v_rule.citation, v_rule.citation_url)),
    ('review', coalesce('clinically reviewed by ' || v_rule.reviewed_by || ' on ' || v_rule.reviewed_on, 'not clinically reviewed')),
    ('signed', (select format('by %s in %s, as this version', app_private.count_words(count(*), 'person', 'people'), app_private.count_words(count(distinct s.org_id), 'organisation', 'organisations')) from app_public.rule_reviews s
                 where (s.rule_org_id, s.rule_id) = (v_kb, v_rule.id) and s.withdrawn_at is null)),
    ('adjusted', (select format('tightened by %s, switched off by %s', app_private.count_words(count(*) filter (where a.kind = 'tighten'), 'organisation', 'organisations'), count(*) filter (where a.kind = 'switch_off'))
                    from app_public.rule_adjustments a where (a.rule_org_id, a.rule_code) = (v_kb, v_rule.code) and a.ended_at is null));
  if v_rule.effect in ('avoid_exercise_tag', 'limit_exercise') then
    return query values ('evaluated', 'not of meals: it is about exercise, and no check of a meal plan counts it');
  end if;
  return query
    select 'supersedes', g.code || coalesce(': ' || app_private.rule_effect_words(r), ' (retired)')
      from unnest(v_rule.supersedes) g(code)
      left join app_public.contraindication_rules r on (r.org_id, r.code) = (v_kb, g.code) and r.retired_at is null
     order by g.code;
  return query
    select 'superseded by', format('%s, for %s: %s', r.code, app_private.rule_trigger_words(r), app_private.rule_effect_words(r))
      from app_public.contraindication_rules r
     where r.org_id = v_kb and r.retired_at is null and v_rule.code = any (r.supersedes) order by r.code;
  return query
    select 'version ' || r.version, format('%s; %s; shipped %s%s', r.severity, app_private.rule_effect_words(r), r.created_at::date, ', retired ' || r.retired_at::date)
      from app_public.contraindication_rules r where (r.org_id, r.code) = (v_kb, v_rule.code) order by r.version;
  return query
    select 'holds today for', format('%s of %s active clients', count(*) filter (where t.is_there), count(*))
      from app_public.clients c
     cross join lateral (select exists (select from app_private.triggered_rules(c.org_id, c.id, daterange(today, today + 1)) t where t.rule_id = v_rule.id) as is_there) t
     where c.status = 'active';
  return query
    select 'active plans', count(*) || ' whose client it holds for on any day from today on' from app_private.assignments_of_rule(v_rule.code, today);
end $$;

comment on function app_private.explain_rule(text, date) is
  'A rule for a DBA to read: for whom, what it asks, why and where that is written, who signed or adjusted it, its versions, what it supersedes and what supersedes it, and for how many clients it holds today. TF040 for an unknown code.';
