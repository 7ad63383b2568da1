create or replace function app_private.library_findings(client uuid, food_ids uuid[], recipe_ids uuid[], grams numeric default 100, explained text[] default '{}')
  returns setof app_public.safety_finding
  language plpgsql stable rows 50 set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_period constant daterange := app_private.check_period(v_org, client, null, null);
  v_items constant app_private.checked_item[] := array(
    select row(f.id, f.id, null, null, f.org_id, f.id, null, null, null, grams, null)::app_private.checked_item
      from app_public.foods f
     where f.org_id = any (array[v_org, '00000000-0000-0000-0000-000000000000']) and f.id = any (food_ids)
    union all
    select row(r.id, r.id, null, null, null, null, r.org_id, r.id, null, null, 1)::app_private.checked_item
      from app_public.recipes r
     where r.org_id = any (array[v_org, '00000000-0000-0000-0000-000000000000']) and r.id = any (recipe_ids));
begin
  return query select f.* from app_private.findings(v_org, client, v_period, v_items, 1, true, null, explained) f;
end $$;

comment on function app_private.library_findings(uuid, uuid[], uuid[], numeric, text[]) is
  'What the rules and allergies of a client say of foods (in grams each) and recipes (one serving each), one by one: item_id is the food''s or recipe''s id. For many at once in a search; explained: as findings() takes it. TF404 for a client whom the request may not see.';
grant execute on function app_private.library_findings(uuid, uuid[], uuid[], numeric, text[]) to tf_definer;
