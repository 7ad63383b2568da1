-- The edits of meals, days, targets and of the version itself, called by apply_meal_plan_edits.
create or replace function app_private.edit_meal_plan_meal(org uuid, version_id uuid, edit app_public.meal_plan_edit) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_day uuid;
  v_time time;
begin
  if edit.op <> 'add_meal' then
    select m.meal_plan_day_id into v_day from app_public.meal_plan_meals m
     where m.org_id = org and m.meal_plan_version_id = version_id and m.id = edit.id;
    if not found then
      raise exception 'There is no such meal in this version.' using errcode = 'TF404';
    end if;
  end if;
  if edit.op in ('add_meal', 'move_meal') and not exists (
       select from app_public.meal_plan_days d where d.org_id = org and d.meal_plan_version_id = version_id and d.id = coalesce(edit.day_id, v_day)) then
    raise exception 'There is no such day in this version.' using errcode = 'TF404';
  end if;
  if edit.time_of_day <> '' then
    if edit.time_of_day !~ '^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$' then
      raise exception 'A time of day is written like 08:30.' using errcode = 'TF400';
    end if;
    v_time := edit.time_of_day::time;
  end if;
  if (edit.op = 'add_meal' and (edit.id is null or edit.name is null)) or length(trim(edit.name)) not between 1 and 100 then
    raise exception 'A meal has an id and a name of at most 100 characters.' using errcode = 'TF400';
  end if;

  case edit.op
    when 'add_meal' then
      insert into app_public.meal_plan_meals (org_id, id, meal_plan_version_id, meal_plan_day_id, position, name, time_of_day, note)
      values (org, edit.id, version_id, edit.day_id, 100000, trim(edit.name), v_time, coalesce(edit.note, ''))
      on conflict do nothing;
      if not found then
        raise exception 'The id of a new meal is taken.' using errcode = 'TF409';
      end if;
      perform app_private.arrange_meal_plan_meals(org, version_id, array[edit.day_id], edit.id, edit.day_id, edit.position);
    when 'update_meal' then
      update app_public.meal_plan_meals m
         set name = coalesce(trim(edit.name), m.name), note = coalesce(edit.note, m.note),
             time_of_day = case when edit.time_of_day is null then m.time_of_day else v_time end
       where m.org_id = org and m.id = edit.id;
    when 'move_meal' then
      perform app_private.arrange_meal_plan_meals(org, version_id, array[v_day, coalesce(edit.day_id, v_day)], edit.id,
                                                  coalesce(edit.day_id, v_day), edit.position);
    when 'remove_meal' then
      delete from app_public.meal_plan_meals m where m.org_id = org and m.id = edit.id;
      perform app_private.arrange_meal_plan_meals(org, version_id, array[v_day]);
  end case;
end $$;

create or replace function app_private.edit_meal_plan_day(org uuid, version_id uuid, edit app_public.meal_plan_edit) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_last integer;
begin
  if edit.op <> 'add_day' and not exists (
       select from app_public.meal_plan_days d where d.org_id = org and d.meal_plan_version_id = version_id and d.id = edit.id) then
    raise exception 'There is no such day in this version.' using errcode = 'TF404';
  end if;

  case edit.op
    when 'add_day' then
      select coalesce(max(d.day_number), 0) into v_last from app_public.meal_plan_days d where d.org_id = org and d.meal_plan_version_id = version_id;
      if edit.id is null or v_last >= 84 then
        raise exception 'A day has an id, and a plan has at most 84 days.' using errcode = 'TF400';
      end if;
      insert into app_public.meal_plan_days (org_id, id, meal_plan_version_id, day_number, note)
      values (org, edit.id, version_id, v_last + 1, coalesce(edit.note, ''))
      on conflict (org_id, id) do nothing;
      if not found then
        raise exception 'The id of a new day is taken.' using errcode = 'TF409';
      end if;
      perform app_private.arrange_meal_plan_days(org, version_id, edit.id, coalesce(edit.day_number, edit.position));
    when 'update_day' then
      if edit.note is not null then
        update app_public.meal_plan_days d set note = edit.note where d.org_id = org and d.id = edit.id;
      end if;
      if edit.day_number is not null then
        perform app_private.arrange_meal_plan_days(org, version_id, edit.id, edit.day_number);
      end if;
    when 'remove_day' then
      delete from app_public.meal_plan_days d where d.org_id = org and d.id = edit.id;
      perform app_private.arrange_meal_plan_days(org, version_id);
  end case;
end $$;

create or replace function app_private.edit_meal_plan_target(org uuid, version_id uuid, edit app_public.meal_plan_edit) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
  if edit.op = 'remove_target' then
    delete from app_public.meal_plan_targets t where t.org_id = org and t.meal_plan_version_id = version_id and t.nutrient_id = edit.nutrient_id;
    return;
  end if;
  if not exists (select from app_public.nutrients n where n.id = edit.nutrient_id and n.is_summable) then
    raise exception 'There is no such nutrient, or it is one that is not summed.' using errcode = 'TF404';
  end if;
  if num_nonnulls(edit.minimum, edit.maximum) = 0 or least(edit.minimum, edit.maximum) < 0 or edit.minimum > edit.maximum then
    raise exception 'A target has a minimum, a maximum or both, not below 0, and the minimum is not above the maximum.' using errcode = 'TF400';
  end if;
  if edit.basis is not null and not coalesce(jsonb_typeof(edit.basis) = 'object' and jsonb_typeof(edit.basis -> 'formula') = 'string'
       and length(edit.basis ->> 'formula') between 1 and 2000 and length(edit.basis::text) <= 10000, false) then
    raise exception 'The basis of a target says its formula in at most 2000 characters; leave it out for a target that was typed.' using errcode = 'TF136';
  end if;
  insert into app_public.meal_plan_targets (org_id, meal_plan_version_id, nutrient_id, minimum, maximum, basis)
  values (org, version_id, edit.nutrient_id, edit.minimum, edit.maximum, edit.basis)
  on conflict (org_id, meal_plan_version_id, nutrient_id) do update
     set minimum = excluded.minimum, maximum = excluded.maximum, basis = excluded.basis;
end $$;

comment on function app_private.edit_meal_plan_meal(uuid, uuid, app_public.meal_plan_edit) is 'Adds, updates, moves or removes a meal with what is in it.';
comment on function app_private.edit_meal_plan_day(uuid, uuid, app_public.meal_plan_edit) is 'Adds, updates, moves or removes a day with what is in it.';
comment on function app_private.edit_meal_plan_target(uuid, uuid, app_public.meal_plan_edit) is 'Sets or removes the target of a nutrient.';
revoke execute on function app_private.edit_meal_plan_meal(uuid, uuid, app_public.meal_plan_edit),
  app_private.edit_meal_plan_day(uuid, uuid, app_public.meal_plan_edit), app_private.edit_meal_plan_target(uuid, uuid, app_public.meal_plan_edit) from public;
grant execute on function app_private.edit_meal_plan_meal(uuid, uuid, app_public.meal_plan_edit),
  app_private.edit_meal_plan_day(uuid, uuid, app_public.meal_plan_edit), app_private.edit_meal_plan_target(uuid, uuid, app_public.meal_plan_edit) to tf_definer;
