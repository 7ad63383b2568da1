-- Definer and owned by the migrating role on purpose: whoever adds a food has no right to the seed, and an import has no identity; the
-- organisation is the row's own. New foods of the knowledge base come with a release, which infers once, at its end.
create or replace function app_private.tg__infer_food_facts() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_orgs uuid[];
  v_food_ids uuid[];
begin
  if tg_op = 'INSERT' then
    select array_agg(distinct a.org_id), array_agg(a.id) into v_orgs, v_food_ids from after_rows a
     where a.org_id <> '00000000-0000-0000-0000-000000000000' and a.food_group_code is not null;
  else
    select array_agg(distinct a.org_id), array_agg(a.id) into v_orgs, v_food_ids
      from before_rows b join after_rows a on (a.org_id, a.id) = (b.org_id, b.id)
     where (a.name, a.food_group_code, a.library_code) is distinct from (b.name, b.food_group_code, b.library_code);
  end if;
  for n in 1 .. coalesce(cardinality(v_orgs), 0) loop
    call app_private.infer_food_facts(v_orgs[n], v_food_ids);
  end loop;
  return null;
end $$;

-- Likewise, when a figure that a line looks at changes. The knowledge base's figures come with a release, which infers once at its end.
create or replace function app_private.tg__infer_nutrient_facts() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_kb constant uuid := '00000000-0000-0000-0000-000000000000';
  v_telling constant integer[] := array(select distinct l.nutrient_id from app_private.fact_inferences l where l.nutrient_id is not null);
  v_orgs uuid[];
  v_food_ids uuid[];
begin
  if tg_op = 'DELETE' then
    select array_agg(distinct b.org_id), array_agg(distinct b.food_id) into v_orgs, v_food_ids
      from before_rows b where b.org_id <> v_kb and b.nutrient_id = any (v_telling);
  else
    select array_agg(distinct a.org_id), array_agg(distinct a.food_id) into v_orgs, v_food_ids
      from after_rows a where a.org_id <> v_kb and a.nutrient_id = any (v_telling);
  end if;
  for n in 1 .. coalesce(cardinality(v_orgs), 0) loop
    call app_private.infer_food_facts(v_orgs[n], v_food_ids);
  end loop;
  return null;
end $$;

-- Likewise, when a stated fact of an own food is withdrawn: then what the name tells counts again.
create or replace function app_private.tg__infer_withdrawn_facts() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_orgs uuid[];
  v_food_ids uuid[];
begin
  select array_agg(distinct b.org_id), array_agg(distinct b.food_id) into v_orgs, v_food_ids
    from before_rows b
   where b.org_id <> '00000000-0000-0000-0000-000000000000' and b.food_org_id = b.org_id and b.inference_code is null;
  for n in 1 .. coalesce(cardinality(v_orgs), 0) loop
    call app_private.infer_food_facts(v_orgs[n], v_food_ids);
  end loop;
  return null;
end $$;

comment on function app_private.tg__infer_food_facts() is
  'Statement trigger of foods: infers the facts of foods that are new, or named or filed differently.';
comment on function app_private.tg__infer_nutrient_facts() is
  'Statement trigger of food_nutrients: infers the facts of an organisation''s own foods anew when a figure that inference looks at changes.';
comment on function app_private.tg__infer_withdrawn_facts() is
  'Statement trigger of food_allergens and food_tags: infers the facts of an organisation''s own foods anew when a stated one is withdrawn.';

create or replace trigger _800_infer_insert after insert on app_public.foods referencing new table as after_rows
  for each statement execute function app_private.tg__infer_food_facts();
create or replace trigger _800_infer_update after update on app_public.foods referencing old table as before_rows new table as after_rows
  for each statement execute function app_private.tg__infer_food_facts();
create or replace trigger _800_infer_insert after insert on app_public.food_nutrients referencing new table as after_rows
  for each statement execute function app_private.tg__infer_nutrient_facts();
create or replace trigger _800_infer_update after update on app_public.food_nutrients referencing new table as after_rows
  for each statement execute function app_private.tg__infer_nutrient_facts();
create or replace trigger _800_infer_delete after delete on app_public.food_nutrients referencing old table as before_rows
  for each statement execute function app_private.tg__infer_nutrient_facts();
create or replace trigger _800_infer_delete after delete on app_public.food_allergens referencing old table as before_rows
  for each statement execute function app_private.tg__infer_withdrawn_facts();
create or replace trigger _800_infer_delete after delete on app_public.food_tags referencing old table as before_rows
  for each statement execute function app_private.tg__infer_withdrawn_facts();
