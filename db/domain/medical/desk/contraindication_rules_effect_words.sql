create or replace function app_public.contraindication_rules_effect_words(rule app_public.contraindication_rules) returns text
  language sql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
  select upper(left(w.words, 1)) || substr(w.words, 2) from app_private.rule_effect_words(rule) w(words)
$$;
-- Definer: the words, which a DBA reads as well, stand in app_private.
alter function app_public.contraindication_rules_effect_words(app_public.contraindication_rules) owner to tf_definer;

comment on function app_public.contraindication_rules_effect_words(app_public.contraindication_rules) is
  'What the rule asks, in words, such as "Sodium at most 2 000 mg on each day". As the knowledge base has it, whatever the organisation tightened.';
revoke execute on function app_public.contraindication_rules_effect_words(app_public.contraindication_rules) from public;
grant execute on function app_public.contraindication_rules_effect_words(app_public.contraindication_rules) to tf_assistant, tf_dietitian, tf_org_admin;
