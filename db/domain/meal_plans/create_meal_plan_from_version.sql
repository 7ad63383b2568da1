create or replace function app_public.create_meal_plan_from_version(id uuid, client_id uuid, name text, meal_plan_version_id uuid) returns app_public.meal_plans
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_name constant text := trim(create_meal_plan_from_version.name);
  v_source constant app_public.meal_plan_versions := app_private.visible_meal_plan_version(create_meal_plan_from_version.meal_plan_version_id);
  v_plan app_public.meal_plans;
  v_version_id uuid;
begin
  if not app_private.may_see_meal_plans_of(create_meal_plan_from_version.client_id) then
    raise exception 'There is no such client.' using errcode = 'TF404';
  end if;
  if v_source.client_id <> create_meal_plan_from_version.client_id then
    raise exception 'The plan was made for another client. Make it a template first, or begin with one.' using errcode = 'TF026';
  end if;
  if length(v_name) not between 1 and 200 then
    raise exception 'A plan needs a name of at most 200 characters.' using errcode = 'TF400';
  end if;

  insert into app_public.meal_plans (org_id, id, client_id, name)
  values (v_org, create_meal_plan_from_version.id, create_meal_plan_from_version.client_id, v_name)
  on conflict do nothing
  returning * into v_plan;

  if v_plan.id is null then
    select p.* into v_plan from app_public.meal_plans p
      join app_public.meal_plan_versions v on v.org_id = p.org_id and v.meal_plan_id = p.id and v.number = 1
     where p.org_id = v_org and p.id = create_meal_plan_from_version.id and p.name = v_name
       and p.client_id = create_meal_plan_from_version.client_id and v.cloned_from_version_id = v_source.id;
    if not found then
      raise exception 'This id is taken by another meal plan.' using errcode = 'TF409';
    end if;
    return v_plan; -- the same request again
  end if;

  insert into app_public.meal_plan_versions (org_id, meal_plan_id, number, day_mapping, is_repeating, note, cloned_from_version_id, created_by)
  values (v_org, v_plan.id, 1, v_source.day_mapping, v_source.is_repeating, v_source.note, v_source.id, app_hidden.current_user_id())
  returning meal_plan_versions.id into v_version_id;
  perform app_private.copy_meal_plan_version(v_org, v_source.id, v_version_id);
  return v_plan;
end $$;
-- Definer: the tables are writable through functions only; asks for access itself.
alter function app_public.create_meal_plan_from_version(uuid, uuid, text, uuid) owner to tf_definer;

comment on function app_public.create_meal_plan_from_version(uuid, uuid, text, uuid) is
  '@medicalRecord meal_plan_version meal_plan_version_id
Makes a plan for a client as a copy of a template''s version, or of a version of the client''s own plan; its first version is a draft, to be checked and published for that client. The id comes from the caller; again gives the same answer. TF404, TF026 the version is another client''s, TF400, TF409 the id is taken.';
revoke execute on function app_public.create_meal_plan_from_version(uuid, uuid, text, uuid) from public;
grant execute on function app_public.create_meal_plan_from_version(uuid, uuid, text, uuid) to tf_assistant, tf_dietitian, tf_org_admin;
