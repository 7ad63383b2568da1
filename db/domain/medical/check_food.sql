create or replace function app_public.check_food(food_id uuid, client_id uuid, grams numeric default 100)
  returns setof app_public.safety_finding
  language plpgsql stable security definer rows 5 set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
begin
  if grams <= 0 then
    raise exception 'An amount must be above zero.' using errcode = 'TF030';
  end if;
  if not exists (select from app_public.foods t where t.org_id = any (array[v_org, '00000000-0000-0000-0000-000000000000']) and t.id = food_id) then
    raise exception 'There is no such food.' using errcode = 'TF404';
  end if;
  return query select f.* from app_private.library_findings(client_id, array[food_id], '{}', grams, null) f;
end $$;
-- Definer: it reads rules, records and facts as a whole, after asking whether the request may see the client.
alter function app_public.check_food(uuid, uuid, numeric) owner to tf_definer;

comment on function app_public.check_food(uuid, uuid, numeric) is
  '@medicalRecord client client_id
What the rules and allergies of a client say of one food (in grams) before it is planned: its tags and allergens, bounds per item, and bounds that it breaks alone. TF404 food or client, TF030 amount.';
grant execute on function app_public.check_food(uuid, uuid, numeric) to tf_assistant, tf_dietitian, tf_org_admin;
