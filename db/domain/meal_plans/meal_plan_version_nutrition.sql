create or replace function app_public.meal_plan_version_nutrition(meal_plan_version_id uuid) returns json
  language plpgsql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_version constant app_public.meal_plan_versions := app_private.visible_meal_plan_version(meal_plan_version_id);
begin
  if v_version.status = 'published' then
    return (select c.nutrition::json from app_public.published_contents c where (c.org_id, c.meal_plan_version_id) = (v_org, v_version.id));
  end if;
  return app_private.nutrition_now(v_org, v_version.id);
end $$;
-- Definer: it reads what only definer functions may reach, after asking whether the request may see the version.
alter function app_public.meal_plan_version_nutrition(uuid) owner to tf_definer;

comment on function app_public.meal_plan_version_nutrition(uuid) is
  '@medicalRecord meal_plan_version meal_plan_version_id
What a plan version holds, per item, meal, day and average day: {nutrientIds, items, meals, days, average}. Each has known[] and unknown[] parallel to nutrientIds, per nutrient in its own unit; where unknown (foods without a value) is above 0 the sum is "at least known". A published version answers as it was frozen. TF404.';
grant execute on function app_public.meal_plan_version_nutrition(uuid) to tf_assistant, tf_dietitian, tf_org_admin;
