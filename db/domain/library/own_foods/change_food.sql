create or replace function app_public.change_food(
  food_id uuid, revision integer, food app_public.food_content, nutrients app_public.food_nutrient_value[] default null,
  portions app_public.food_portion_content[] default null
) returns app_public.foods
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_food app_public.foods := app_private.lock_own_food(v_org, change_food.food_id);
  v_content app_public.food_content;
begin
  if v_food.revision is distinct from change_food.revision then
    raise exception '"%" was changed meanwhile; nothing of this was saved.', v_food.name using errcode = 'TF010',
      detail = json_build_object('revision', v_food.revision)::text;
  end if;
  v_content := app_private.checked_food_content(v_org, v_food.id, change_food.food);
  update app_public.foods f
     set name = v_content.name, kind = v_content.kind, synonyms = v_content.synonyms, brand = v_content.brand, barcode = v_content.barcode,
         food_group_code = v_content.food_group_code, refuse_share = v_content.refuse_share, density_g_per_ml = v_content.density_g_per_ml,
         source = v_content.source, source_version = v_content.source_version, source_on = v_content.source_on, revision = f.revision + 1
   where (f.org_id, f.id) = (v_org, v_food.id)
  returning * into v_food;
  if change_food.nutrients is not null then
    perform app_private.write_food_nutrients(v_food, change_food.nutrients, app_hidden.org_today());
  end if;
  if change_food.portions is not null then
    perform app_private.write_food_portions(v_food, change_food.portions);
  end if;
  perform app_private.refresh_draft_grams(v_org, v_food.id);
  return v_food;
end $$;
-- Definer: a food is written with its values and portions at one go, and by functions only.
alter function app_public.change_food(uuid, integer, app_public.food_content, app_public.food_nutrient_value[], app_public.food_portion_content[]) owner to tf_definer;

comment on function app_public.change_food(uuid, integer, app_public.food_content, app_public.food_nutrient_value[], app_public.food_portion_content[]) is
  'Brings an own food to what is stated here, for whoever saw its current revision: all of food; of nutrients and portions the whole list, or null = as they are. A value that stays keeps its provenance, one that changes says since when. Drafts count with it from now on, published plans keep what was prescribed and are checked again. TF010 stale revision (nothing is written), TF030 and TF114 portions, TF110 values that no food has, TF111 the barcode is another''s, TF113 a food of the knowledge base, TF400, TF404.';
revoke execute on function app_public.change_food(uuid, integer, app_public.food_content, app_public.food_nutrient_value[], app_public.food_portion_content[]) from public;
grant execute on function app_public.change_food(uuid, integer, app_public.food_content, app_public.food_nutrient_value[], app_public.food_portion_content[])
  to tf_assistant, tf_dietitian, tf_org_admin;
