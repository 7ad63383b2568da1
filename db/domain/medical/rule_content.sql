create or replace function app_private.rule_content(rule app_public.contraindication_rules) returns jsonb
  language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select to_jsonb(rule) - array['created_at', 'updated_at', 'updated_by', 'retired_at', 'reviewed_by', 'reviewed_on']
$$;

comment on function app_private.rule_content(app_public.contraindication_rules) is
  'What makes two statements of a rule the same: everything but when it was shipped, retired and reviewed.';
