create or replace function app_public.make_meal_plan_template(
  id uuid, name text, meal_plan_version_id uuid, keep_notes boolean default true, keep_targets boolean default true
) returns app_public.meal_plans
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_name constant text := trim(make_meal_plan_template.name);
  v_keeps_notes constant boolean := coalesce(keep_notes, true);
  v_keeps_targets constant boolean := coalesce(keep_targets, true);
  v_source constant app_public.meal_plan_versions := app_private.visible_meal_plan_version(make_meal_plan_template.meal_plan_version_id);
  -- A template remembers neither the client nor the version it was made from. So that the same request is known again all the same,
  -- the id of its first draft follows from what was asked.
  v_version_id constant uuid := md5(concat_ws(':', v_org, make_meal_plan_template.id, v_source.id, v_keeps_notes, v_keeps_targets))::uuid;
  v_plan app_public.meal_plans;
begin
  if coalesce(length(v_name), 0) not between 1 and 200 then
    raise exception 'A template needs a name of at most 200 characters.' using errcode = 'TF400';
  end if;

  insert into app_public.meal_plans (org_id, id, name) values (v_org, make_meal_plan_template.id, v_name)
  on conflict do nothing
  returning * into v_plan;

  if v_plan.id is null then
    select p.* into v_plan from app_public.meal_plans p
      join app_public.meal_plan_versions v on v.org_id = p.org_id and v.meal_plan_id = p.id
     where p.org_id = v_org and p.id = make_meal_plan_template.id and p.client_id is null and p.name = v_name and v.id = v_version_id;
    if not found then
      raise exception 'This id is taken by another meal plan.' using errcode = 'TF409';
    end if;
    return v_plan; -- the same request again
  end if;

  insert into app_public.meal_plan_versions (org_id, id, meal_plan_id, number, day_mapping, is_repeating, note, created_by)
  values (v_org, v_version_id, v_plan.id, 1, v_source.day_mapping, v_source.is_repeating, case when v_keeps_notes then v_source.note else '' end,
          app_hidden.current_user_id());
  perform app_private.copy_meal_plan_version(v_org, v_source.id, v_version_id);
  if not v_keeps_notes then
    update app_public.meal_plan_days d set note = '' where d.org_id = v_org and d.meal_plan_version_id = v_version_id and d.note <> '';
    update app_public.meal_plan_meals m set note = '' where m.org_id = v_org and m.meal_plan_version_id = v_version_id and m.note <> '';
    update app_public.meal_plan_items i set note = '' where i.org_id = v_org and i.meal_plan_version_id = v_version_id and i.note <> '';
  end if;
  if not v_keeps_targets then
    delete from app_public.meal_plan_targets t where t.org_id = v_org and t.meal_plan_version_id = v_version_id;
  end if;
  return v_plan;
end $$;
-- Definer: the tables are writable through functions only; asks for access itself.
alter function app_public.make_meal_plan_template(uuid, text, uuid, boolean, boolean) owner to tf_definer;

comment on function app_public.make_meal_plan_template(uuid, text, uuid, boolean, boolean) is
  '@medicalRecord meal_plan_version meal_plan_version_id
Makes a template of the organisation from a version of a plan: days, meals, items and, unless the caller says otherwise, notes and targets. The client is dropped: the template tells neither for whom nor from what it was made, and takes over no decision about safety. All staff read it, so a note that names somebody is to be left out. Its first version is a draft. The id comes from the caller; again gives the same answer. TF404, TF400, TF409 the id is taken.';
revoke execute on function app_public.make_meal_plan_template(uuid, text, uuid, boolean, boolean) from public;
grant execute on function app_public.make_meal_plan_template(uuid, text, uuid, boolean, boolean) to tf_assistant, tf_dietitian, tf_org_admin;
