create or replace function app_private.lapse_rule_adjustments(org uuid) returns setof app_public.rule_adjustments
  language plpgsql volatile strict set search_path = pg_catalog, pg_temp
as $$
declare
  v_lapsed app_public.rule_adjustments;
begin
  for v_lapsed in
    update app_public.rule_adjustments a
       set ended_at = now(), end_cause = 'lapsed',
           end_reason = coalesce((
             select case a.kind when 'switch_off' then format('Version %s of the rule took its place, and is in force.', r.version)
                                else format('Version %s of the rule binds something else.', r.version) end
               from app_public.contraindication_rules r where (r.org_id, r.code) = (a.rule_org_id, a.rule_code) and r.retired_at is null),
             'The rule was retired.')
     where a.org_id = org and a.ended_at is null
       and not exists (select from app_private.rule_adjustments_in_force(org) f where a.id in (f.switch_off_id, f.tightening_id))
    returning a.*
  loop
    perform app_private.notify(org, array(select m.id from app_public.memberships m where m.org_id = org and m.role = 'org_admin'),
      'rule_adjustment_lapsed', null, jsonb_build_object('ruleCode', v_lapsed.rule_code, 'adjustment', v_lapsed.kind, 'reason', v_lapsed.end_reason));
    return next v_lapsed;
  end loop;
end $$;

comment on function app_private.lapse_rule_adjustments(uuid) is
  'Ends what an organisation had decided about rules that are others now, and tells its org_admins; answers what ended. It counted no more since they changed (rule_adjustments_in_force). Again changes nothing.';
grant execute on function app_private.lapse_rule_adjustments(uuid) to tf_definer;
