create or replace function app_public.contraindication_rules_superseded_by(rule app_public.contraindication_rules) returns text[]
  language sql stable strict set search_path = pg_catalog, pg_temp
as $$
  select array(select r.code from app_public.contraindication_rules r
                where r.org_id = any (array[rule.org_id, app_hidden.current_org_id()]) and r.retired_at is null and rule.code = any (r.supersedes) order by r.code)
$$;

comment on function app_public.contraindication_rules_superseded_by(app_public.contraindication_rules) is
  'Codes of more special rules in force: where one of them holds, this one does not count.';
revoke execute on function app_public.contraindication_rules_superseded_by(app_public.contraindication_rules) from public;
grant execute on function app_public.contraindication_rules_superseded_by(app_public.contraindication_rules) to tf_assistant, tf_dietitian, tf_org_admin;
