create or replace function app_private.apply_meal_plan_edits(org uuid, version_id uuid, edits app_public.meal_plan_edit[]) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_first integer := 1;
  v_last integer;
  v_op app_public.meal_plan_edit_op;
  v_meals uuid[] := '{}';
begin
  while v_first <= cardinality(edits) loop
    v_op := edits[v_first].op;
    v_last := v_first;
    if v_op in ('add_item', 'remove_item') then -- a run of these is one statement: a pasted day, a cleared week
      while v_last < cardinality(edits) and edits[v_last + 1].op = v_op loop
        v_last := v_last + 1;
      end loop;
    end if;

    case v_op
      when 'add_item' then v_meals := v_meals || app_private.add_meal_plan_items(org, version_id, edits[v_first:v_last]);
      when 'remove_item' then v_meals := v_meals || app_private.remove_meal_plan_items(org, version_id, edits[v_first:v_last]);
      when 'update_item' then perform app_private.update_meal_plan_item(org, version_id, edits[v_first]);
      when 'move_item' then v_meals := v_meals || app_private.move_meal_plan_item(org, version_id, edits[v_first]);
      when 'add_meal', 'update_meal', 'move_meal', 'remove_meal' then perform app_private.edit_meal_plan_meal(org, version_id, edits[v_first]);
      when 'add_day', 'update_day', 'remove_day' then perform app_private.edit_meal_plan_day(org, version_id, edits[v_first]);
      when 'set_target', 'remove_target' then perform app_private.edit_meal_plan_target(org, version_id, edits[v_first]);
      when 'update_version' then
        update app_public.meal_plan_versions v
           set day_mapping = coalesce(edits[v_first].day_mapping, v.day_mapping), is_repeating = coalesce(edits[v_first].is_repeating, v.is_repeating),
               note = coalesce(edits[v_first].note, v.note), revision = v.revision + 1
         where v.org_id = org and v.id = version_id;
      else raise exception 'An edit says what it does: op is missing.' using errcode = 'TF400';
    end case;
    v_first := v_last + 1;
  end loop;

  if v_meals <> '{}' then
    perform app_private.arrange_meal_plan_items(org, version_id, v_meals);
    if exists (select from app_public.meal_plan_items i
                 join app_public.meal_plan_items h on h.org_id = i.org_id and h.id = i.alternative_of_id
                where i.org_id = org and i.meal_plan_version_id = version_id and i.meal_plan_meal_id = any (v_meals) and h.alternative_of_id is not null) then
      raise exception 'An alternative stands for an item that counts itself, not for another alternative.' using errcode = 'TF400';
    end if;
  end if;
end $$;

comment on function app_private.apply_meal_plan_edits(uuid, uuid, app_public.meal_plan_edit[]) is
  'Applies edits to a locked draft in their order, then numbers what they touched.';
revoke execute on function app_private.apply_meal_plan_edits(uuid, uuid, app_public.meal_plan_edit[]) from public;
grant execute on function app_private.apply_meal_plan_edits(uuid, uuid, app_public.meal_plan_edit[]) to tf_definer;
