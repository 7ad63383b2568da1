create or replace function app_private.retire_rule(code text) returns void
  language plpgsql volatile strict set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
  v_kb constant uuid := '00000000-0000-0000-0000-000000000000';
begin
  if not exists (select from app_public.contraindication_rules r where (r.org_id, r.code) = (v_kb, code)) then
    perform app_private.refuse_rule(code, 'there is no such rule to retire.');
  end if;
  update app_public.contraindication_rules r set retired_at = now() where (r.org_id, r.code) = (v_kb, code) and r.retired_at is null;
end $$;

comment on function app_private.retire_rule(text) is
  'Takes a rule of the knowledge base out of force; its versions stay listed. Again changes nothing; TF040 for an unknown code.';
