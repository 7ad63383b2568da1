create or replace function app_public.check_food(food_id uuid, client_id uuid, grams numeric default 100)
  returns setof app_public.safety_finding
  language plpgsql stable security definer rows 5 set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_food_org uuid;
begin
  if grams <= 0 then
    raise exception 'An amount must be above zero.' using errcode = 'TF030';
  end if;
  select t.org_id into v_food_org from app_public.foods t where t.org_id = any (array[v_org, '00000000-0000-0000-0000-000000000000']) and t.id = food_id;
  if not found then
    raise exception 'There is no such food.' using errcode = 'TF404';
  end if;
  return query
    select f.* from app_private.findings(v_org, client_id, app_private.check_period(v_org, client_id, null, null),
             array[row(food_id, food_id, null, null, v_food_org, food_id, null, null, null, grams, null)::app_private.checked_item], 1, true, explained => null) f;
end $$;
-- Definer: it reads rules, records and facts as a whole, after asking whether the request may see the client.
alter function app_public.check_food(uuid, uuid, numeric) owner to tf_definer;

comment on function app_public.check_food(uuid, uuid, numeric) is
  '@medicalRecord client client_id
What the rules and allergies of a client say of one food (in grams) before it is planned: its tags and allergens, bounds per item, and bounds that it breaks alone. TF404 food or client, TF030 amount.';
grant execute on function app_public.check_food(uuid, uuid, numeric) to tf_assistant, tf_dietitian, tf_org_admin;
