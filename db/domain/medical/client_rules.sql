create or replace function app_private.client_rule_list(org uuid, client uuid, period daterange, is_of_foods boolean default false) returns app_private.client_rule[]
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_rules app_private.client_rule[] := app_private.triggered_rule_list(org, client, period, true, is_of_foods);
begin
  if exists (select from unnest(v_rules) r where r.replaces <> '{}' or r.origin = 'limit') then -- nothing else takes the place of a rule
    v_rules := array(select c from app_private.counting_rules(v_rules) c order by c.severity desc, c.code, c.version);
  end if;
  return v_rules;
end $$;

create or replace function app_private.client_rules(org uuid, client uuid, period daterange) returns setof app_private.client_rule
  language sql stable rows 60 set search_path = pg_catalog, pg_temp
as $$ select r.* from unnest(app_private.client_rule_list(org, client, period)) r $$;

comment on function app_private.client_rule_list(uuid, uuid, daterange, boolean) is
  'What counts for a client''s food on any day of the period: what is triggered, without what a more special rule (CLINICAL 26) or a physician''s stricter limit (23) replaces; the graver first, in the order of their codes. is_of_foods: what may be told of a food outside any plan, and little else.';
comment on function app_private.client_rules(uuid, uuid, daterange) is 'The same as rows.';
grant execute on function app_private.client_rule_list(uuid, uuid, daterange, boolean), app_private.client_rules(uuid, uuid, daterange) to tf_definer;
