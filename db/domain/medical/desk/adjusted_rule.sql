create or replace function app_private.adjusted_rule(org uuid, rule_code text) returns app_public.contraindication_rules
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_rule app_public.contraindication_rules;
begin
  select r.* into v_rule from app_public.contraindication_rules r
   where r.org_id = any (array[org, '00000000-0000-0000-0000-000000000000']) and r.code = adjusted_rule.rule_code
   order by r.retired_at nulls first, r.version desc limit 1;
  if not found then
    raise exception 'There is no such rule.' using errcode = 'TF404';
  end if;
  return v_rule;
end $$;

comment on function app_private.adjusted_rule(uuid, text) is 'The version of a rule that is in force, or the last one that was. TF404 for a code that the organisation does not know.';
grant execute on function app_private.adjusted_rule(uuid, text) to tf_definer;
