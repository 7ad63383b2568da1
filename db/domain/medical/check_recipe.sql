create or replace function app_public.check_recipe(recipe_id uuid, client_id uuid)
  returns setof app_public.safety_finding
  language plpgsql stable strict security definer rows 5 set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
begin
  if not exists (select from app_public.recipes t where t.org_id = any (array[v_org, '00000000-0000-0000-0000-000000000000']) and t.id = recipe_id) then
    raise exception 'There is no such recipe.' using errcode = 'TF404';
  end if;
  return query select f.* from app_private.library_findings(client_id, '{}', array[recipe_id], 100, null) f;
end $$;
-- Definer: it reads rules, records and facts as a whole, after asking whether the request may see the client.
alter function app_public.check_recipe(uuid, uuid) owner to tf_definer;

comment on function app_public.check_recipe(uuid, uuid) is
  '@medicalRecord client client_id
What the rules and allergies of a client say of one recipe (one serving) before it is planned: its tags and allergens, bounds per item, and bounds that it breaks alone. TF404 recipe or client.';
grant execute on function app_public.check_recipe(uuid, uuid) to tf_assistant, tf_dietitian, tf_org_admin;
