create or replace function app_private.shopping_source(org uuid, version_id uuid, out days jsonb, out facts jsonb)
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_content jsonb;
begin
  if (select v.status from app_public.meal_plan_versions v where (v.org_id, v.id) = (org, version_id)) = 'published' then
    select c.content || '{}' into v_content from app_public.published_contents c where c.org_id = org and c.meal_plan_version_id = version_id;
    days := v_content -> 'days';
    facts := v_content -> 'shopping';
  else
    days := app_private.draft_days(org, version_id)::jsonb;
    facts := app_private.shopping_facts(org, version_id);
  end if;
  if facts is null then
    -- Published before shopping was frozen: what recipes were made of then, foods as they are now.
    facts := jsonb_build_object(
      'recipes', (select coalesce(jsonb_object_agg(r.key, jsonb_build_object('foods', r.value -> 'ingredients', 'isIncomplete', coalesce(r.value -> 'isIncomplete', 'false') = 'true' or r.value -> 'ingredients' = '[]')), '{}')
                    from jsonb_each(v_content -> 'recipes') r),
      'foods', app_private.shopping_foods(org, array(
        select f.key::uuid from jsonb_object_keys(v_content -> 'foods') f(key)
        union select (i.value ->> 'foodId')::uuid from jsonb_each(v_content -> 'recipes') r, jsonb_array_elements(r.value -> 'ingredients') i)));
  end if;
end $$;

comment on function app_private.shopping_source(uuid, uuid) is
  'What a shopping list of a version is made of: its days as in draft_days(), and shopping_facts(); of a published version as it was frozen (CLINICAL 15).';
revoke execute on function app_private.shopping_source(uuid, uuid) from public;
grant execute on function app_private.shopping_source(uuid, uuid) to tf_definer;
