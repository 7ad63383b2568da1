create or replace function app_private.reviewed_rules(org uuid) returns setof uuid
  language sql stable strict rows 50 set search_path = pg_catalog, pg_temp
as $$
  select distinct v.rule_id from app_public.rule_reviews v where v.org_id = org and v.withdrawn_at is null
$$;

comment on function app_private.reviewed_rules(uuid) is
  'The rules whose very version a member of this organisation has signed, and not withdrawn: they count as clinically reviewed there, beside those that the knowledge base says are (CLINICAL 18).';
grant execute on function app_private.reviewed_rules(uuid) to tf_definer;
