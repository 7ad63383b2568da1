-- No settings of their own: they are read into the statements that ask.
create or replace function app_private.told_severity(severity app_public.rule_severity, state text) returns app_public.rule_severity
  language sql stable parallel safe -- as the enum's words are looked up: what called itself immutable would not be read into the statements
as $$ select case when state = 'doubtful' then least(severity, 'caution') else severity end $$;

create or replace function app_private.told_outcome(severity app_public.rule_severity, state text, missing text) returns app_public.finding_outcome
  language sql stable parallel safe
as $$
  select case when state = 'open' or missing is not null then 'undetermined'::app_public.finding_outcome
              when state = 'broken' and severity = 'contraindicated' then 'breach'::app_public.finding_outcome else 'warning'::app_public.finding_outcome end
$$;

create or replace function app_private.told_rank(outcome app_public.finding_outcome, severity app_public.rule_severity) returns integer
  language sql stable parallel safe
as $$
  select 10 operator(pg_catalog.*) case outcome when 'breach' then 0 when 'warning' then 1 else 2 end
         operator(pg_catalog.+) case severity when 'contraindicated' then 0 when 'caution' then 1 else 2 end
$$;

comment on function app_private.told_rank(app_public.finding_outcome, app_public.rule_severity) is
  'The order in which findings are told, the least first: breaches, then warnings, then what cannot be determined; of each the graver before.';
revoke execute on function app_private.told_rank(app_public.finding_outcome, app_public.rule_severity) from public;
grant execute on function app_private.told_rank(app_public.finding_outcome, app_public.rule_severity) to tf_definer;
comment on function app_private.told_severity(app_public.rule_severity, text) is 'How grave it is what a rule says: what is doubtful is no more than a caution.';
comment on function app_private.told_outcome(app_public.rule_severity, text, text) is
  'The outcome of a rule that is broken, doubtful or open (CLINICAL 19); missing: what the record lacks to decide it.';
revoke execute on function app_private.told_severity(app_public.rule_severity, text), app_private.told_outcome(app_public.rule_severity, text, text) from public;
grant execute on function app_private.told_severity(app_public.rule_severity, text), app_private.told_outcome(app_public.rule_severity, text, text) to tf_definer;
