create or replace function app_public.state_food_density(food_id uuid, density_g_per_ml numeric) returns app_public.foods
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_food app_public.foods := app_private.lock_own_food(v_org, state_food_density.food_id);
begin
  if not state_food_density.density_g_per_ml between 0.01 and 10 then
    raise exception 'A density is between 0.01 and 10 g/ml; water has 1.' using errcode = 'TF400';
  end if;
  if v_food.density_g_per_ml is distinct from state_food_density.density_g_per_ml then
    update app_public.foods f set density_g_per_ml = state_food_density.density_g_per_ml, revision = f.revision + 1
     where (f.org_id, f.id) = (v_org, v_food.id)
    returning * into v_food;
    perform app_private.refresh_draft_grams(v_org, v_food.id);
  end if;
  return v_food;
end $$;
-- Definer: own foods are written by functions only.
alter function app_public.state_food_density(uuid, numeric) owner to tf_definer;

comment on function app_public.state_food_density(uuid, numeric) is
  'Says what a millilitre of an own food weighs, in g, so that its cups and spoons convert. TF113 a food of the knowledge base, of which a portion is stated instead; TF400, TF404.';
revoke execute on function app_public.state_food_density(uuid, numeric) from public;
grant execute on function app_public.state_food_density(uuid, numeric) to tf_assistant, tf_dietitian, tf_org_admin;
