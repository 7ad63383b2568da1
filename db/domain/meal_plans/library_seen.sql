-- What of the library was there when somebody read a draft, as a mark that they give back to hear what has changed since. Not by time: a
-- transaction that began before and committed after is seen all the same. Sealed, because it counts everybody's transactions.
create or replace function app_private.library_mark() returns text
  language sql volatile set search_path = pg_catalog, pg_temp
as $$ select app_private.seal_cursor(concat_ws('|', 'l1', app_private.change_place(), pg_current_snapshot())) $$;

create or replace function app_private.opened_library_mark(mark text) returns pg_snapshot
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_parts constant text[] := case when length(mark) <= 20000 then string_to_array(app_private.open_cursor(mark), '|') end;
begin
  return case when v_parts[1] = 'l1' and v_parts[2] = app_private.change_place() then v_parts[3]::pg_snapshot end;
exception when data_exception then
  return null;
end $$;

-- A row knows the last 32 bits of the transaction that wrote it: what is older than the snapshot is known by its age already.
create or replace function app_private.is_written_since(row_xmin xid, seen pg_snapshot, span integer, now_at bigint) returns boolean
  language sql stable
as $$
  select age(row_xmin) <= span and not pg_visible_in_snapshot((now_at - ((now_at - row_xmin::text::bigint) & 4294967295))::text::xid8, seen)
$$;

create or replace function app_private.library_changed(org uuid, version_id uuid, seen pg_snapshot) returns json
  language plpgsql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
declare
  v_orgs constant uuid[] := array[org, '00000000-0000-0000-0000-000000000000'];
  v_now constant bigint := pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
  v_span constant integer := least(v_now - pg_snapshot_xmin(seen)::text::bigint + 1000, 2147483647);
  v_recipe_ids uuid[];
  v_food_ids uuid[];
begin
  select array_agg(distinct i.food_id) filter (where i.food_id is not null), array_agg(distinct i.recipe_id) filter (where i.recipe_id is not null)
    into v_food_ids, v_recipe_ids
    from app_public.meal_plan_items i where i.org_id = org and i.meal_plan_version_id = version_id;
  if v_recipe_ids is not null then
    with recursive recipe(id) as (
      select unnest(v_recipe_ids)
      union
      select k.ingredient_recipe_id from recipe r join app_public.recipe_ingredients k on k.recipe_id = r.id and k.org_id = any (v_orgs)
       where k.ingredient_recipe_id is not null
    )
    select array_agg(r.id), v_food_ids || array(select distinct k.food_id from app_public.recipe_ingredients k
                                                where k.org_id = any (v_orgs) and k.recipe_id = any (array(select id from recipe)) and k.food_id is not null)
      into v_recipe_ids, v_food_ids from recipe r;
  end if;

  return (
    select coalesce(json_agg(c.name order by c.name), '[]')
      from (select r.name from app_public.recipes r
             where r.org_id = any (v_orgs) and r.id = any (v_recipe_ids) and app_private.is_written_since(r.xmin, seen, v_span, v_now)
            union
            select f.name from app_public.foods f
             where f.org_id = any (v_orgs) and f.id = any (v_food_ids)
               and (app_private.is_written_since(f.xmin, seen, v_span, v_now)
                    or f.id = any (array(
                         select n.food_id from app_private.food_panels n
                          where n.org_id = any (v_orgs) and n.food_id = any (v_food_ids) and app_private.is_written_since(n.xmin, seen, v_span, v_now)
                         union all
                         select n.food_id from app_private.food_fact_panels n
                          where n.org_id = any (v_orgs) and n.food_id = any (v_food_ids) and app_private.is_written_since(n.xmin, seen, v_span, v_now))))
             order by 1 limit 20) c);
end $$;

comment on function app_private.library_mark() is 'A mark of what is committed at this moment, which only opened_library_mark() reads.';
comment on function app_private.opened_library_mark(text) is 'The snapshot of a mark that was made here; null for anything else.';
comment on function app_private.is_written_since(xid, pg_snapshot, integer, bigint) is 'Whether a row with this xmin was written by a transaction that the snapshot does not see; now_at is the end of the snapshot of now, span how many transactions lie between.';
comment on function app_private.library_changed(uuid, uuid, pg_snapshot) is
  'The names of the recipes and foods of a version, those inside recipes too, whose content, nutrients, allergens or tags were written since: the first twenty.';
grant execute on function app_private.library_mark(), app_private.opened_library_mark(text), app_private.is_written_since(xid, pg_snapshot, integer, bigint),
  app_private.library_changed(uuid, uuid, pg_snapshot) to tf_definer;
