create or replace function app_public.rule_versions(rule_code text) returns setof app_public.contraindication_rules
  language sql stable strict rows 3 set search_path = pg_catalog, pg_temp
as $$
  select r.* from app_public.contraindication_rules r
   where r.org_id = any (array[app_hidden.current_org_id(), '00000000-0000-0000-0000-000000000000']) and r.code = rule_code
   order by r.retired_at is null desc, r.version desc
$$;

comment on function app_public.rule_versions(text) is
  'All versions of a rule that there have been, the one in force first, then the newest. None for a code that there is not.';
revoke execute on function app_public.rule_versions(text) from public;
grant execute on function app_public.rule_versions(text) to tf_assistant, tf_dietitian, tf_org_admin;
