-- The edits of items, called by apply_meal_plan_edits. Each returns the meals whose items must be numbered again.
create or replace function app_private.add_meal_plan_items(org uuid, version_id uuid, edits app_public.meal_plan_edit[]) returns uuid[]
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_rows integer;
  v_move record;
begin
  if exists (select from unnest(edits) e where e.id is null or num_nonnulls(e.food_id, e.recipe_id, e.free_text) <> 1) then
    raise exception 'An item has an id and is a food, a recipe or a text: exactly one of them.' using errcode = 'TF400';
  end if;
  if exists (select from unnest(edits) e where not exists (
               select from app_public.meal_plan_meals m where m.org_id = org and m.meal_plan_version_id = version_id and m.id = e.meal_id)) then
    raise exception 'There is no such meal in this version.' using errcode = 'TF404';
  end if;
  if exists (select from unnest(edits) e where e.alternative_of_id is not null and not exists (
               select from app_public.meal_plan_items i
                where i.org_id = org and i.meal_plan_version_id = version_id and i.meal_plan_meal_id = e.meal_id and i.id = e.alternative_of_id
               union all
               select from unnest(edits) o where o.id = e.alternative_of_id and o.meal_id = e.meal_id)) then
    raise exception 'There is no such item in that meal to be an alternative of.' using errcode = 'TF404';
  end if;

  insert into app_public.meal_plan_items
    (org_id, id, meal_plan_version_id, meal_plan_meal_id, position, alternative_of_id, food_id, recipe_id, free_text,
     amount, food_portion_id, unit_code, grams, note)
  select org, e.id, version_id, e.meal_id,
         row_number() over (partition by e.meal_id order by e.n)
           + coalesce((select max(i.position) from app_public.meal_plan_items i
                        where i.org_id = org and i.meal_plan_version_id = version_id and i.meal_plan_meal_id = e.meal_id), 0),
         e.alternative_of_id, e.food_id, e.recipe_id, e.free_text,
         case when e.free_text is null then e.amount else coalesce(e.amount, 1) end, e.food_portion_id, e.unit_code,
         app_private.item_grams(org, e.food_id, e.recipe_id, case when e.free_text is null then e.amount else coalesce(e.amount, 1) end,
                                e.food_portion_id, e.unit_code),
         coalesce(e.note, '')
    from unnest(edits) with ordinality
         e(op, id, day_id, meal_id, position, alternative_of_id, food_id, recipe_id, free_text, amount, food_portion_id, unit_code,
           name, time_of_day, note, nutrient_id, minimum, maximum, day_number, day_mapping, is_repeating, basis, n)
  on conflict do nothing;
  get diagnostics v_rows = row_count;
  if v_rows <> cardinality(edits) then
    raise exception 'The id of a new item is taken.' using errcode = 'TF409';
  end if;
  perform app_private.record_library_uses(org, app_hidden.current_member_id(), array(select e.food_id from unnest(edits) e), array(select e.recipe_id from unnest(edits) e));

  -- They stand at the end; those that belong further up are put there, in the order of the edits.
  for v_move in
    select e.id, e.meal_id, e.position, e.alternative_of_id
      from (select u.*, count(*) over (partition by u.meal_id) as added, row_number() over (partition by u.meal_id order by u.n) as rank
              from unnest(edits) with ordinality
                   u(op, id, day_id, meal_id, position, alternative_of_id, food_id, recipe_id, free_text, amount, food_portion_id, unit_code,
                     name, time_of_day, note, nutrient_id, minimum, maximum, day_number, day_mapping, is_repeating, basis, n)) e
     where e.position < e.rank - e.added + (select count(*) from app_public.meal_plan_items i
                                             where i.org_id = org and i.meal_plan_version_id = version_id and i.meal_plan_meal_id = e.meal_id)
     order by e.n
  loop
    perform app_private.arrange_meal_plan_items(org, version_id, array[v_move.meal_id], v_move.id, v_move.meal_id,
                                                v_move.position, v_move.alternative_of_id);
  end loop;
  return array(select distinct e.meal_id from unnest(edits) e);
end $$;

create or replace function app_private.update_meal_plan_item(org uuid, version_id uuid, edit app_public.meal_plan_edit) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_item app_public.meal_plan_items;
begin
  select i.* into v_item from app_public.meal_plan_items i where i.org_id = org and i.meal_plan_version_id = version_id and i.id = edit.id;
  if not found then
    raise exception 'There is no such item in this version.' using errcode = 'TF404';
  end if;
  if num_nonnulls(edit.food_id, edit.recipe_id, edit.free_text) > 1 then
    raise exception 'An item is a food, a recipe or a text: exactly one of them.' using errcode = 'TF400';
  end if;

  if num_nonnulls(edit.food_id, edit.recipe_id, edit.free_text) = 1 then
    v_item.food_id := edit.food_id;
    v_item.recipe_id := edit.recipe_id;
    v_item.free_text := edit.free_text;
    if edit.free_text is not null then
      v_item.food_portion_id := null;
    end if;
  end if;
  if num_nonnulls(edit.food_portion_id, edit.unit_code) > 0 then
    v_item.food_portion_id := edit.food_portion_id;
    v_item.unit_code := edit.unit_code;
  end if;
  v_item.amount := coalesce(edit.amount, v_item.amount);
  if num_nonnulls(edit.food_id, edit.recipe_id, edit.free_text, edit.amount, edit.food_portion_id, edit.unit_code) > 0 then
    v_item.grams := app_private.item_grams(org, v_item.food_id, v_item.recipe_id, v_item.amount, v_item.food_portion_id, v_item.unit_code);
  end if;

  update app_public.meal_plan_items i
     set food_id = v_item.food_id, recipe_id = v_item.recipe_id, free_text = v_item.free_text, amount = v_item.amount,
         food_portion_id = v_item.food_portion_id, unit_code = v_item.unit_code, grams = v_item.grams, note = coalesce(edit.note, i.note)
   where i.org_id = org and i.id = edit.id;
end $$;

create or replace function app_private.move_meal_plan_item(org uuid, version_id uuid, edit app_public.meal_plan_edit) returns uuid[]
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_from uuid;
  v_to uuid;
begin
  select i.meal_plan_meal_id into v_from from app_public.meal_plan_items i
   where i.org_id = org and i.meal_plan_version_id = version_id and i.id = edit.id;
  if not found then
    raise exception 'There is no such item in this version.' using errcode = 'TF404';
  end if;
  v_to := coalesce(edit.meal_id, v_from);
  if not exists (select from app_public.meal_plan_meals m where m.org_id = org and m.meal_plan_version_id = version_id and m.id = v_to) then
    raise exception 'There is no such meal in this version.' using errcode = 'TF404';
  end if;
  if edit.alternative_of_id is not null and (edit.alternative_of_id = edit.id or not exists (
       select from app_public.meal_plan_items i
        where i.org_id = org and i.meal_plan_version_id = version_id and i.meal_plan_meal_id = v_to and i.id = edit.alternative_of_id)) then
    raise exception 'There is no such item in that meal to be an alternative of.' using errcode = 'TF404';
  end if;
  perform app_private.arrange_meal_plan_items(org, version_id, array[v_from, v_to], edit.id, v_to, edit.position, edit.alternative_of_id);
  return array[v_from, v_to];
end $$;

create or replace function app_private.remove_meal_plan_items(org uuid, version_id uuid, edits app_public.meal_plan_edit[]) returns uuid[]
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_meals uuid[];
begin
  with gone as (
    delete from app_public.meal_plan_items i
     where i.org_id = org and i.meal_plan_version_id = version_id and i.id = any (array(select e.id from unnest(edits) e))
    returning i.meal_plan_meal_id
  )
  select array_agg(g.meal_plan_meal_id) into v_meals from gone g;
  if coalesce(cardinality(v_meals), 0) <> cardinality(edits) then
    raise exception 'There is no such item in this version.' using errcode = 'TF404';
  end if;
  return v_meals;
end $$;

comment on function app_private.add_meal_plan_items(uuid, uuid, app_public.meal_plan_edit[]) is 'Adds items in one statement, then puts those that do not belong at the end in their places.';
comment on function app_private.update_meal_plan_item(uuid, uuid, app_public.meal_plan_edit) is 'Changes what is given of an item and resolves its grams again.';
comment on function app_private.move_meal_plan_item(uuid, uuid, app_public.meal_plan_edit) is 'Puts an item, with its alternatives, at another place; without alternative_of_id it counts itself from then on.';
comment on function app_private.remove_meal_plan_items(uuid, uuid, app_public.meal_plan_edit[]) is 'Removes items with their alternatives.';
revoke execute on function app_private.add_meal_plan_items(uuid, uuid, app_public.meal_plan_edit[]),
  app_private.update_meal_plan_item(uuid, uuid, app_public.meal_plan_edit), app_private.move_meal_plan_item(uuid, uuid, app_public.meal_plan_edit),
  app_private.remove_meal_plan_items(uuid, uuid, app_public.meal_plan_edit[]) from public;
grant execute on function app_private.add_meal_plan_items(uuid, uuid, app_public.meal_plan_edit[]),
  app_private.update_meal_plan_item(uuid, uuid, app_public.meal_plan_edit), app_private.move_meal_plan_item(uuid, uuid, app_public.meal_plan_edit),
  app_private.remove_meal_plan_items(uuid, uuid, app_public.meal_plan_edit[]) to tf_definer;
