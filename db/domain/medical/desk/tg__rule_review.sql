-- Definer and owned by the migrating role on purpose: it holds the rule, which is the knowledge base's, so that nobody signs a version
-- that is replaced at that moment.
create or replace function app_private.tg__rule_review() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_rule app_public.contraindication_rules;
begin
  if tg_op <> 'INSERT' then
    if tg_op = 'DELETE' or old.withdrawn_at is not null or new.withdrawn_at is null
       or (to_jsonb(new) - array['withdrawn_at', 'withdrawn_by', 'withdrawal_reason'])
          is distinct from (to_jsonb(old) - array['withdrawn_at', 'withdrawn_by', 'withdrawal_reason']) then
      raise exception 'What was signed stays as it was: it is withdrawn once, and signed anew.' using errcode = 'TF109';
    end if;
    new.withdrawn_at := now();
    new.withdrawn_by := app_hidden.current_user_id();
    return new;
  end if;

  v_rule := app_private.lock_rule_in_force(new.org_id, new.rule_id);
  new.rule_org_id := v_rule.org_id;
  new.reviewed_at := now();
  new.reviewed_by := app_hidden.current_user_id();
  new.withdrawn_at := null;
  new.withdrawn_by := null;
  new.withdrawal_reason := null;
  return new;
end $$;

comment on function app_private.tg__rule_review() is
  'A signature is of a version in force (TF105), says who and when, is withdrawn once and otherwise stays (TF109), whoever writes.';
revoke execute on function app_private.tg__rule_review() from public;
