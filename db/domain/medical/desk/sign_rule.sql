create or replace function app_public.sign_rule(id uuid, rule_id uuid, qualification text, note text default null) returns app_public.rule_reviews
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_member constant uuid := app_hidden.current_member_id();
  v_review app_public.rule_reviews;
begin
  select v.* into v_review from app_public.rule_reviews v where (v.org_id, v.id) = (v_org, sign_rule.id);
  if found then
    if (v_review.rule_id, v_review.member_id, v_review.qualification, v_review.note)
         is distinct from (sign_rule.rule_id, v_member, trim(sign_rule.qualification), nullif(trim(sign_rule.note), '')) then
      raise exception 'This id belongs to another signature.' using errcode = 'TF409';
    end if;
    return v_review; -- the same answer again, also when it was withdrawn since
  end if;

  if length(trim(sign_rule.qualification)) between 2 and 200 is not true then
    raise exception 'Say what entitles you to review a rule, such as "Registered dietitian".' using errcode = 'TF400';
  end if;
  insert into app_public.rule_reviews as v (org_id, id, rule_id, member_id, qualification, note)
  values (v_org, sign_rule.id, sign_rule.rule_id, v_member, trim(sign_rule.qualification), nullif(trim(sign_rule.note), ''))
  on conflict do nothing
  returning v.* into v_review;
  if not found then
    if exists (select from app_public.rule_reviews v where (v.org_id, v.id) = (v_org, sign_rule.id)) then
      return app_public.sign_rule(id, rule_id, qualification, note); -- sent twice at the same moment
    end if;
    raise exception 'You have signed this version already.' using errcode = 'TF108';
  end if;
  return v_review;
end $$;
-- Definer: nobody writes the table directly, or somebody could sign for another.
alter function app_public.sign_rule(uuid, uuid, text, text) owner to tf_definer;

comment on function app_public.sign_rule(uuid, uuid, text, text) is
  'Signs a version of a rule: the caller has read its citation, and it counts as clinically reviewed in their organisation. The id comes from the caller, so that a repeated call answers the same. TF105 for a version that is not in force, TF108 where the caller has signed it already, TF400, TF404, TF409 for an id used otherwise.';
revoke execute on function app_public.sign_rule(uuid, uuid, text, text) from public;
grant execute on function app_public.sign_rule(uuid, uuid, text, text) to tf_dietitian, tf_org_admin;
