create or replace function app_private.lock_rule_in_force(org uuid, rule_id uuid) returns app_public.contraindication_rules
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_rule app_public.contraindication_rules;
begin
  select r.* into v_rule from app_public.contraindication_rules r
   where r.id = rule_id and r.org_id = any (array[org, '00000000-0000-0000-0000-000000000000']) for share;
  if not found then
    raise exception 'There is no such rule.' using errcode = 'TF404';
  elsif v_rule.retired_at is not null then
    raise exception 'Version % of this rule is not in force any more.', v_rule.version using errcode = 'TF105';
  end if;
  return v_rule;
end $$;

comment on function app_private.lock_rule_in_force(uuid, uuid) is
  'The version of a rule that is decided about, held so that no other takes its place meanwhile. TF404 for a rule that the organisation does not know, TF105 for one that is not in force.';
