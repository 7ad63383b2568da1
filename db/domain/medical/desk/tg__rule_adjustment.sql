-- Definer and owned by the migrating role on purpose: it holds the rule, which is the knowledge base's, so that no new version takes its
-- place meanwhile, and it binds whoever writes, a DBA included.
create or replace function app_private.tg__rule_adjustment() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_rule app_public.contraindication_rules;
  v_minimum numeric;
  v_maximum numeric;
begin
  if tg_op <> 'INSERT' then
    if tg_op = 'DELETE' or old.ended_at is not null or new.ended_at is null
       or (to_jsonb(new) - array['ended_at', 'ended_by', 'end_cause', 'end_reason'])
          is distinct from (to_jsonb(old) - array['ended_at', 'ended_by', 'end_cause', 'end_reason']) then
      raise exception 'What was decided about a rule stays as it was: it is ended once, and decided anew.' using errcode = 'TF109';
    end if;
    new.ended_at := now();
    new.ended_by := case when new.end_cause <> 'lapsed' then app_hidden.current_user_id() end;
    return new;
  end if;

  v_rule := app_private.lock_rule_in_force(new.org_id, new.rule_id);
  new.rule_org_id := v_rule.org_id;
  new.rule_code := v_rule.code;
  new.rule_version := v_rule.version;
  new.created_at := now();
  new.created_by := app_hidden.current_user_id();
  new.ended_at := null;
  new.ended_by := null;
  new.end_cause := null;
  new.end_reason := null;

  if new.kind = 'switch_off' then
    if v_rule.severity = 'contraindicated' then
      raise exception 'A contraindication is never switched off: whoever publishes or assigns in spite of it writes why.' using errcode = 'TF106';
    end if;
    return new;
  end if;

  if v_rule.effect in ('nutrient_bound', 'limit_exercise') then
    v_minimum := v_rule.minimum;
    v_maximum := v_rule.maximum;
  elsif v_rule.effect = 'nutrient_variation' then
    v_maximum := v_rule.max_variation_percent;
  end if;
  if num_nonnulls(v_minimum, v_maximum) = 0 then
    raise exception 'This rule has no bound to tighten: what it says is to be avoided altogether.' using errcode = 'TF107';
  end if;
  new.unit := coalesce(new.unit, v_rule.unit);
  if new.unit <> v_rule.unit then
    raise exception 'This rule''s bound is in %, not in %: convert it.', v_rule.unit, new.unit using errcode = 'TF107';
  elsif new.maximum is not null and v_maximum is null then
    raise exception 'This rule has no maximum to tighten.' using errcode = 'TF107';
  elsif new.minimum is not null and v_minimum is null then
    raise exception 'This rule has no minimum to tighten.' using errcode = 'TF107';
  elsif new.maximum > v_maximum then
    raise exception 'A maximum above % is looser than the rule: it can only be tightened.', app_private.amount_words(v_maximum, v_rule.unit)
      using errcode = 'TF107', detail = json_build_object('minimum', v_minimum, 'maximum', v_maximum, 'unit', v_rule.unit)::text;
  elsif new.minimum < v_minimum then
    raise exception 'A minimum below % is looser than the rule: it can only be tightened.', app_private.amount_words(v_minimum, v_rule.unit)
      using errcode = 'TF107', detail = json_build_object('minimum', v_minimum, 'maximum', v_maximum, 'unit', v_rule.unit)::text;
  elsif coalesce(new.maximum, v_maximum) is not distinct from v_maximum and coalesce(new.minimum, v_minimum) is not distinct from v_minimum then
    raise exception 'That is the rule''s own bound: nothing would be tightened.'
      using errcode = 'TF107', detail = json_build_object('minimum', v_minimum, 'maximum', v_maximum, 'unit', v_rule.unit)::text;
  elsif coalesce(new.minimum, v_minimum) > coalesce(new.maximum, v_maximum) then
    raise exception 'The minimum would be above the maximum: no plan could keep both.'
      using errcode = 'TF107', detail = json_build_object('minimum', v_minimum, 'maximum', v_maximum, 'unit', v_rule.unit)::text;
  elsif v_rule.basis = 'energy_percent' and new.minimum > 100 then
    raise exception 'A share of energy is at most 100 %%.' using errcode = 'TF107';
  end if;
  return new;
end $$;

comment on function app_private.tg__rule_adjustment() is
  'CLINICAL 29, whoever writes: only what is stricter than the rule in force, in its own unit, and never a contraindication switched off (TF105, TF106, TF107). What was decided is ended once and otherwise stays (TF109). Fills the rule''s code and version, and who and when.';
revoke execute on function app_private.tg__rule_adjustment() from public;
