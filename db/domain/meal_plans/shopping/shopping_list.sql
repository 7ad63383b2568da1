create or replace function app_public.shopping_list(meal_plan_version_id uuid, day_numbers integer[] default null, people numeric default 1) returns json
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_version constant app_public.meal_plan_versions := app_private.visible_meal_plan_version(shopping_list.meal_plan_version_id);
  v_days constant integer[] := array(select (d ->> 'dayNumber')::integer from app_private.shopping_source(v_org, v_version.id) s, jsonb_array_elements(s.days) d order by 1);
  v_chosen constant integer[] := case when day_numbers is null then v_days else array(select distinct n from unnest(day_numbers) n order by n) end;
begin
  if v_chosen = '{}' or not v_chosen <@ v_days or array_position(v_chosen, null) is not null then
    raise exception 'Choose days that the plan has: 1 to %.', cardinality(v_days) using errcode = 'TF137';
  end if;
  perform app_private.check_shoppers(people);
  return (
    select json_build_object('dayNumbers', v_chosen, 'people', trim_scale(people), 'groups', l.groups, 'written', l.written, 'choices', l.choices)
      from app_private.shopping_lines(v_org, array_fill(v_version.id, array[cardinality(v_chosen)]), v_chosen, '{}', people) l);
end $$;
-- Definer: it reads what only definer functions may reach, after asking whether the request may see the version.
alter function app_public.shopping_list(uuid, integer[], numeric) owner to tf_definer;

comment on function app_public.shopping_list(uuid, integer[], numeric) is
  '@medicalRecord meal_plan_version meal_plan_version_id
What to buy for chosen days of a plan version (null = all): {"dayNumbers", "people", "groups": [{code, name, "foods": [{foodId, name, brand, edibleG, boughtG, isRefuseKnown, "pieces": {count, label}}]}], "written": [{text, times, isRecipe}], "choices": [{dayNumber, meal, counted, others}]}. boughtG = edible g / (1 − refuse) (CLINICAL 1), equal to edibleG where the refuse is unknown; recipes are taken apart, what they discard is bought too; of alternatives the first counts, choices names the others. A published version answers from what was frozen (CLINICAL 15). TF404, TF137 no such day, or a number of people that makes no sense.';
revoke execute on function app_public.shopping_list(uuid, integer[], numeric) from public;
grant execute on function app_public.shopping_list(uuid, integer[], numeric) to tf_assistant, tf_dietitian, tf_org_admin;
