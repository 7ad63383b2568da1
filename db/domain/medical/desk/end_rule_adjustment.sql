create or replace function app_public.end_rule_adjustment(id uuid, reason text) returns app_public.rule_adjustments
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_adjustment app_public.rule_adjustments;
begin
  select a.* into v_adjustment from app_public.rule_adjustments a where (a.org_id, a.id) = (v_org, end_rule_adjustment.id) for update;
  if not found then
    raise exception 'There is no such adjustment.' using errcode = 'TF404';
  elsif v_adjustment.ended_at is not null then
    return v_adjustment; -- it is over, as asked
  end if;
  update app_public.rule_adjustments a set ended_at = now(), end_cause = 'ended', end_reason = app_private.require_reason(end_rule_adjustment.reason)
   where (a.org_id, a.id) = (v_org, end_rule_adjustment.id)
  returning a.* into v_adjustment;
  return v_adjustment;
end $$;
-- Definer: nobody writes the table directly, so that what was decided is only added to.
alter function app_public.end_rule_adjustment(uuid, text) owner to tf_definer;

comment on function app_public.end_rule_adjustment(uuid, text) is
  'Ends a tightening or a switch-off: from now on the rule holds in the organisation as the knowledge base has it. One that is over stays as it is. TF400, TF404.';
revoke execute on function app_public.end_rule_adjustment(uuid, text) from public;
grant execute on function app_public.end_rule_adjustment(uuid, text) to tf_org_admin;
