create or replace function app_private.tg__plan_size() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_org_ids uuid[];
  v_version_ids uuid[];
  v_most constant integer := tg_argv[1];
  v_count bigint;
begin
  select array_agg(r.org_id), array_agg(r.meal_plan_version_id) into v_org_ids, v_version_ids
    from (select distinct a.org_id, a.meal_plan_version_id from after_rows a) r;
  if tg_argv[0] = 'items' then
    select max(c.count) into v_count from unnest(v_org_ids, v_version_ids) v(org_id, id)
     cross join lateral (select count(*) from app_public.meal_plan_items i where i.org_id = v.org_id and i.meal_plan_version_id = v.id) c;
  else
    select max(c.count) into v_count from unnest(v_org_ids, v_version_ids) v(org_id, id)
     cross join lateral (select count(*) from app_public.meal_plan_meals m where m.org_id = v.org_id and m.meal_plan_version_id = v.id) c;
  end if;
  if v_count > v_most then
    raise exception 'A plan has at most % %. Make it shorter, or let it repeat.', to_char(v_most, 'FM9,999'), tg_argv[0] using errcode = 'TF125',
      detail = json_build_object('most', v_most, 'would', v_count)::text;
  end if;
  return null;
end $$;

comment on function app_private.tg__plan_size() is
  'Statement trigger on the meals and items of plan versions: refuses (TF125) a version that comes to more of them (items | meals) than the builder and the checks are made for.';

create or replace trigger _400_plan_size after insert on app_public.meal_plan_items referencing new table as after_rows
  for each statement execute function app_private.tg__plan_size('items', '3000');
create or replace trigger _400_plan_size after insert on app_public.meal_plan_meals referencing new table as after_rows
  for each statement execute function app_private.tg__plan_size('meals', '1000');

-- What is counted when it is written never comes to another version by being moved there.
create or replace function app_private.tg__plan_part_stays() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception 'What a plan version holds stays in it. Delete it there and write it anew.' using errcode = 'TF400';
end $$;

comment on function app_private.tg__plan_part_stays() is 'Raises TF400: a meal or an item is never moved to another version.';

create or replace trigger _410_plan_part_stays before update of org_id, meal_plan_version_id on app_public.meal_plan_items
  for each row when ((old.org_id, old.meal_plan_version_id) is distinct from (new.org_id, new.meal_plan_version_id)) execute function app_private.tg__plan_part_stays();
create or replace trigger _410_plan_part_stays before update of org_id, meal_plan_version_id on app_public.meal_plan_meals
  for each row when ((old.org_id, old.meal_plan_version_id) is distinct from (new.org_id, new.meal_plan_version_id)) execute function app_private.tg__plan_part_stays();
