create or replace function app_public.switch_off_rule(id uuid, rule_code text, reason text) returns app_public.rule_adjustments
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_rule app_public.contraindication_rules;
  v_adjustment app_public.rule_adjustments;
begin
  select a.* into v_adjustment from app_public.rule_adjustments a where (a.org_id, a.id) = (v_org, switch_off_rule.id);
  if found then
    if (v_adjustment.kind, v_adjustment.rule_code, v_adjustment.reason) is distinct from ('switch_off', switch_off_rule.rule_code, trim(switch_off_rule.reason)) then
      raise exception 'This id belongs to something else that was decided.' using errcode = 'TF409';
    end if;
    return v_adjustment; -- the same answer again, also when it was ended since
  end if;

  v_rule := app_private.adjusted_rule(v_org, switch_off_rule.rule_code);
  perform app_private.require_reason(switch_off_rule.reason);
  perform app_private.lapse_rule_adjustments(v_org);
  insert into app_public.rule_adjustments as a (org_id, id, rule_id, kind, reason)
  values (v_org, switch_off_rule.id, v_rule.id, 'switch_off', trim(switch_off_rule.reason))
  on conflict do nothing
  returning a.* into v_adjustment;
  if not found then
    if exists (select from app_public.rule_adjustments a where (a.org_id, a.id) = (v_org, switch_off_rule.id)) then
      return app_public.switch_off_rule(id, rule_code, reason); -- sent twice at the same moment
    end if;
    raise exception 'Somebody has switched this rule off already.' using errcode = 'TF108';
  end if;
  return v_adjustment;
end $$;
-- Definer: nobody writes the table directly, so that what was decided is only added to.
alter function app_public.switch_off_rule(uuid, text, text) owner to tf_definer;

comment on function app_public.switch_off_rule(uuid, text, text) is
  'Switches a caution or an info off in the caller''s organisation: it is shown no more, until a new version of the rule is shipped. The id comes from the caller, so that a repeated call answers the same. TF106 for a contraindication, TF105 for a rule that is not in force, TF108 where it is off already, TF400, TF404, TF409 for an id used otherwise.';
revoke execute on function app_public.switch_off_rule(uuid, text, text) from public;
grant execute on function app_public.switch_off_rule(uuid, text, text) to tf_org_admin;
