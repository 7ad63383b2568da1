create or replace function app_public.contraindication_rules_my_client_count(rule app_public.contraindication_rules, on_date date) returns integer
  language sql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
  select count(*)::integer
    from app_public.clients c
   where c.org_id = app_hidden.current_org_id() and c.id = any (array(select app_hidden.my_client_ids())) and c.status = 'active'
     and exists (select from app_private.triggered_rules(c.org_id, c.id, daterange(on_date, on_date + 1)) t where t.rule_id = rule.id)
$$;
-- Definer: which rules hold for a client is said in app_private; it counts the caller's own clients only.
alter function app_public.contraindication_rules_my_client_count(app_public.contraindication_rules, date) owner to tf_definer;

comment on function app_public.contraindication_rules_my_client_count(app_public.contraindication_rules, date) is
  'For how many active clients in the caller''s care the rule holds on that day.';
revoke execute on function app_public.contraindication_rules_my_client_count(app_public.contraindication_rules, date) from public;
grant execute on function app_public.contraindication_rules_my_client_count(app_public.contraindication_rules, date) to tf_assistant, tf_dietitian, tf_org_admin;
