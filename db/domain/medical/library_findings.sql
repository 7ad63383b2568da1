create or replace function app_private.library_findings(client uuid, food_ids uuid[], recipe_ids uuid[], grams numeric default 100, explained text[] default '{}')
  returns setof app_public.safety_finding
  language plpgsql stable rows 50 set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_period constant daterange := app_private.check_period(v_org, client, null, null);
  v_items constant app_private.checked_item[] := array(select i from app_private.library_items(v_org, food_ids, recipe_ids, grams) i);
begin
  return query select f.* from app_private.findings(v_org, client, v_period, v_items, 1, true, null, explained) f;
end $$;

comment on function app_private.library_findings(uuid, uuid[], uuid[], numeric, text[]) is
  'What the rules and allergies of a client say of foods (in grams each) and recipes (one serving each), one by one: item_id is the food''s or recipe''s id. explained: as findings() takes it. TF404 for a client whom the request may not see.';
grant execute on function app_private.library_findings(uuid, uuid[], uuid[], numeric, text[]) to tf_definer;
