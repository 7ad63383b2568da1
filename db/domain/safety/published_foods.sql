call app_private.protect_table('app_private.published_foods');

create or replace function app_private.write_published_foods(org uuid, version_ids uuid[]) returns void
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  insert into app_private.published_foods (org_id, meal_plan_version_id, food_org_id, food_id)
  select c.org_id, c.meal_plan_version_id, f.org_id, f.id
    from app_public.published_contents c
   cross join lateral ( -- facts have the same foods, in four times the text
     select k.food_id from jsonb_object_keys(c.content -> 'foods') k(food_id)
     union
     select i.value ->> 'foodId' from jsonb_each(c.content -> 'recipes') r cross join jsonb_array_elements(r.value -> 'ingredients') i) k
   cross join lateral ( -- each by its key: a plan has hundreds of the thousands
     select f.org_id, f.id from app_public.foods f
      where f.id = k.food_id::uuid and f.org_id = any (array[org, '00000000-0000-0000-0000-000000000000']) offset 0) f
   where c.org_id = org and c.meal_plan_version_id = any (version_ids)
  on conflict do nothing
$$;

create or replace function app_private.tg__published_foods() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform app_private.write_published_foods(new.org_id, array[new.meal_plan_version_id]);
  return null;
end $$;
create or replace trigger _600_published_foods after insert on app_public.published_contents
  for each row execute function app_private.tg__published_foods();

comment on table app_private.published_foods is
  'Derived: which foods each published version comes to, so that a change of a food finds the plans that use it.';
comment on function app_private.write_published_foods(uuid, uuid[]) is 'Derives the foods of published versions from what was frozen; again changes nothing.';
comment on function app_private.tg__published_foods() is 'Derives the foods of a version when it is published.';
grant execute on function app_private.write_published_foods(uuid, uuid[]) to tf_definer;

-- What was published before this table was there.
select app_private.write_published_foods(v.org_id, array_agg(v.id))
  from app_public.meal_plan_versions v
 where v.status = 'published'
   and not exists (select from app_private.published_foods p where (p.org_id, p.meal_plan_version_id) = (v.org_id, v.id))
 group by v.org_id;
