-- Definer and owned by the migrating role on purpose: it takes the organisation from the row itself, whoever changes a food. A release
-- brings hundreds of thousands of rows at once: of what is new or gone only ids are read.
create or replace function app_private.tg__food_change() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_change record;
  v_found jsonb;
begin
  if tg_table_name = 'foods' then
    select jsonb_object_agg(t.org_id, t.ids) into v_found
      from (select a.org_id, jsonb_agg(a.id) as ids from after_rows a join before_rows b on (b.org_id, b.id) = (a.org_id, a.id) where a.name <> b.name group by 1) t;
  elsif tg_op = 'INSERT' then
    select jsonb_object_agg(t.org_id, t.ids) into v_found from (select a.org_id, jsonb_agg(distinct a.food_id) as ids from after_rows a group by 1) t;
  elsif tg_op = 'DELETE' then
    select jsonb_object_agg(t.org_id, t.ids) into v_found from (select b.org_id, jsonb_agg(distinct b.food_id) as ids from before_rows b group by 1) t;
  else
    select jsonb_object_agg(t.org_id, t.ids) into v_found
      from (select c.org_id, jsonb_agg(distinct c.food_id) as ids
              from (select a.org_id, a.food_id, to_jsonb(a) - tg_argv[0]::text[] from after_rows a
                    except select b.org_id, b.food_id, to_jsonb(b) - tg_argv[0]::text[] from before_rows b) c group by 1) t;
  end if;
  for v_change in
    select f.key::uuid as org, array(select jsonb_array_elements_text(f.value)::uuid) as ids from jsonb_each(v_found) f order by 1
  loop
    perform app_private.write_safety_change(v_change.org, 'food', 'food',
              jsonb_build_object('table', tg_table_name, 'what', app_private.food_names(v_change.ids)), entry_ids => v_change.ids);
  end loop;
  return null;
end $$;

create or replace function app_private.food_names(food_ids uuid[]) returns text
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select concat_ws(' and ', string_agg(f.name, ', ' order by f.name), case when cardinality(food_ids) > 3 then cardinality(food_ids) - 3 || ' more' end)
    from (select t.name from app_public.foods t where t.id = any (food_ids[1:3])) f
$$;

comment on function app_private.tg__food_change() is
  'Statement trigger: notes which foods have other facts than before. Argument: the columns whose change alone changes no finding.';
comment on function app_private.food_names(uuid[]) is 'The names of the first three foods, and how many more there are.';
