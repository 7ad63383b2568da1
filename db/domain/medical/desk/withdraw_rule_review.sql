create or replace function app_public.withdraw_rule_review(id uuid, reason text) returns app_public.rule_reviews
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_review app_public.rule_reviews;
begin
  -- One's own; of others, who may have left, whoever adjusts rules.
  select v.* into v_review from app_public.rule_reviews v
   where (v.org_id, v.id) = (v_org, withdraw_rule_review.id)
     and (v.member_id = app_hidden.current_member_id() or app_private.may_execute('app_public.end_rule_adjustment(uuid, text)')) for update;
  if not found then
    raise exception 'There is no such signature of yours.' using errcode = 'TF404';
  elsif v_review.withdrawn_at is not null then
    return v_review; -- it is withdrawn, as asked
  end if;
  update app_public.rule_reviews v set withdrawn_at = now(), withdrawal_reason = app_private.require_reason(withdraw_rule_review.reason)
   where (v.org_id, v.id) = (v_org, withdraw_rule_review.id)
  returning v.* into v_review;
  return v_review;
end $$;
-- Definer: nobody writes the table directly, or a signature could be changed.
alter function app_public.withdraw_rule_review(uuid, text) owner to tf_definer;

comment on function app_public.withdraw_rule_review(uuid, text) is
  'Withdraws the caller''s signature under a rule; whoever adjusts rules may withdraw others'' as well. It stays listed with who, when and why. One that is withdrawn stays as it is. TF400, TF404.';
revoke execute on function app_public.withdraw_rule_review(uuid, text) from public;
grant execute on function app_public.withdraw_rule_review(uuid, text) to tf_dietitian, tf_org_admin;
