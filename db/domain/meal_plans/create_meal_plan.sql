create or replace function app_public.create_meal_plan(
  id uuid, name text, client_id uuid default null, day_count integer default 7,
  meal_names text[] default array['Breakfast', 'Lunch', 'Dinner', 'Snack']
) returns app_public.meal_plans
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_name constant text := trim(create_meal_plan.name);
  v_plan app_public.meal_plans;
  v_version_id uuid;
begin
  if not app_private.may_see_meal_plans_of(create_meal_plan.client_id) then
    raise exception 'There is no such client.' using errcode = 'TF404';
  end if;
  if coalesce(length(v_name), 0) not between 1 and 200 then
    raise exception 'A plan needs a name of at most 200 characters.' using errcode = 'TF400';
  end if;
  if coalesce(day_count, 0) not between 1 and 84 then
    raise exception 'A plan has 1 to 84 days.' using errcode = 'TF400';
  end if;
  if meal_names is null or cardinality(meal_names) > 12
     or exists (select from unnest(meal_names) m(name) where coalesce(length(trim(m.name)), 0) not between 1 and 100) then
    raise exception 'A day begins with at most 12 meals, each with a name of at most 100 characters.' using errcode = 'TF400';
  end if;

  insert into app_public.meal_plans (org_id, id, client_id, name)
  values (v_org, create_meal_plan.id, create_meal_plan.client_id, v_name)
  on conflict do nothing
  returning * into v_plan;

  if v_plan.id is null then -- a retry, or somebody else's id
    select p.* into v_plan from app_public.meal_plans p where p.org_id = v_org and p.id = create_meal_plan.id;
    if (v_plan.name, v_plan.client_id) is distinct from (v_name, create_meal_plan.client_id) then
      raise exception 'This id is taken by another meal plan.' using errcode = 'TF409';
    end if;
    return v_plan;
  end if;

  insert into app_public.meal_plan_versions (org_id, meal_plan_id, number, created_by) values (v_org, v_plan.id, 1, app_hidden.current_user_id())
  returning meal_plan_versions.id into v_version_id;
  insert into app_public.meal_plan_days (org_id, meal_plan_version_id, day_number)
  select v_org, v_version_id, n from generate_series(1, day_count) n;
  insert into app_public.meal_plan_meals (org_id, meal_plan_version_id, meal_plan_day_id, position, name)
  select v_org, v_version_id, d.id, m.position, trim(m.name)
    from app_public.meal_plan_days d, unnest(meal_names) with ordinality m(name, position)
   where d.org_id = v_org and d.meal_plan_version_id = v_version_id;
  return v_plan;
end $$;
-- Definer: the tables are writable through functions only; asks for access itself.
alter function app_public.create_meal_plan(uuid, text, uuid, integer, text[]) owner to tf_definer;

comment on function app_public.create_meal_plan(uuid, text, uuid, integer, text[]) is
  'Makes a plan for a client, or a template without one, with a first draft of empty days and meals. The id comes from the caller: again with the same content gives the same plan. TF400 numbers or names that make no sense, TF404 no such client, TF409 the id is taken.';
revoke execute on function app_public.create_meal_plan(uuid, text, uuid, integer, text[]) from public;
grant execute on function app_public.create_meal_plan(uuid, text, uuid, integer, text[]) to tf_assistant, tf_dietitian, tf_org_admin;
