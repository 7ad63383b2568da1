create or replace function app_public.tighten_rule(
  id uuid,
  rule_code text,
  reason text,
  minimum numeric default null,
  maximum numeric default null,
  unit text default null,
  instead_of_id uuid default null
) returns app_public.rule_adjustments
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_rule app_public.contraindication_rules;
  v_adjustment app_public.rule_adjustments;
begin
  select a.* into v_adjustment from app_public.rule_adjustments a where (a.org_id, a.id) = (v_org, tighten_rule.id);
  if found then
    if (v_adjustment.kind, v_adjustment.rule_code, v_adjustment.minimum, v_adjustment.maximum, v_adjustment.unit, v_adjustment.reason)
         is distinct from ('tighten', tighten_rule.rule_code, tighten_rule.minimum, tighten_rule.maximum, coalesce(tighten_rule.unit, v_adjustment.unit), trim(tighten_rule.reason)) then
      raise exception 'This id belongs to something else that was decided.' using errcode = 'TF409';
    end if;
    return v_adjustment; -- the same answer again, also when it was ended since
  end if;

  v_rule := app_private.adjusted_rule(v_org, tighten_rule.rule_code);
  if num_nonnulls(tighten_rule.minimum, tighten_rule.maximum) = 0 then
    raise exception 'Say the bound: a minimum, a maximum, or both.' using errcode = 'TF400';
  end if;
  perform app_private.require_reason(tighten_rule.reason);
  perform app_private.lapse_rule_adjustments(v_org);
  update app_public.rule_adjustments a
     set ended_at = now(), end_cause = 'replaced', end_reason = trim(tighten_rule.reason)
   where (a.org_id, a.id) = (v_org, instead_of_id) and a.rule_code = v_rule.code and a.kind = 'tighten' and a.ended_at is null;
  insert into app_public.rule_adjustments as a (org_id, id, rule_id, kind, minimum, maximum, unit, reason)
  values (v_org, tighten_rule.id, v_rule.id, 'tighten', tighten_rule.minimum, tighten_rule.maximum, tighten_rule.unit, trim(tighten_rule.reason))
  on conflict do nothing
  returning a.* into v_adjustment;
  if not found then
    if exists (select from app_public.rule_adjustments a where (a.org_id, a.id) = (v_org, tighten_rule.id)) then
      return app_public.tighten_rule(id, rule_code, reason, minimum, maximum, unit, instead_of_id); -- sent twice at the same moment
    end if;
    raise exception 'Somebody has tightened this rule already.' using errcode = 'TF108';
  end if;
  return v_adjustment;
end $$;
-- Definer: nobody writes the table directly, so that what was decided is only added to.
alter function app_public.tighten_rule(uuid, text, text, numeric, numeric, text, uuid) owner to tf_definer;

comment on function app_public.tighten_rule(uuid, text, text, numeric, numeric, text, uuid) is
  'Makes a rule''s bound stricter in the caller''s organisation, in the rule''s own unit; a bound that is left out stays. The unit is said so that nothing is mistaken, and may be left out. instead_of_id = the tightening that this one takes the place of. The id comes from the caller, so that a repeated call answers the same. TF105 for a rule that is not in force, TF107 for what is not stricter, TF108 where it is tightened already (and not by instead_of_id), TF400, TF404, TF409 for an id used otherwise.';
revoke execute on function app_public.tighten_rule(uuid, text, text, numeric, numeric, text, uuid) from public;
grant execute on function app_public.tighten_rule(uuid, text, text, numeric, numeric, text, uuid) to tf_org_admin;
