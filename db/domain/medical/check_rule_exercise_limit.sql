create or replace function app_private.check_rule_exercise_limit(
  rule text, nutrient text, per text, minimum numeric, maximum numeric, unit text, weight text, weight_max_age_days integer, limit_exercise text, exercise_tag text
) returns void
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_unit constant text := app_private.exercise_field_unit(limit_exercise);
begin
  if v_unit is null then
    perform app_private.refuse_rule(rule, format('"%s" is nothing that a rule limits of an exercise: write session_minutes, load_percent_1rm, perceived_exertion, heart_rate_percent_max or jumps_per_session.', limit_exercise));
  end if;
  if num_nonnulls(nutrient, per, minimum, weight, weight_max_age_days) > 0 then
    perform app_private.refuse_rule(rule, 'a limit of an exercise has a maximum and its unit: leave out nutrient, per, minimum and weight.');
  end if;
  if maximum is null or maximum < 0 or maximum >= 'Infinity' then
    perform app_private.refuse_rule(rule, format('the maximum of %s is missing: write a number of zero or more, in %s.', limit_exercise, v_unit));
  end if;
  if unit is distinct from v_unit then
    perform app_private.refuse_rule(rule, format('%s is measured in %s%s: write unit => ''%s''.', limit_exercise, v_unit, coalesce(', not in ' || unit, ''), v_unit));
  end if;
  if limit_exercise in ('load_percent_1rm', 'heart_rate_percent_max') and maximum >= 100 or limit_exercise = 'perceived_exertion' and maximum >= 10 then
    perform app_private.refuse_rule(rule, format('%s is at most %s: a maximum of %s would forbid nothing.', limit_exercise, case limit_exercise when 'perceived_exertion' then '10' else '100 %' end, maximum));
  end if;
  if exercise_tag is not null then perform app_private.require_code(rule, 'exercise tag', exercise_tag); end if;
end $$;

comment on function app_private.check_rule_exercise_limit(text, text, text, numeric, numeric, text, text, integer, text, text) is
  'TF040 unless a limit of an exercise names a known field, a maximum in its unit that forbids something, and at most a known exercise tag.';
