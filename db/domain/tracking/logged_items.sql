create or replace function app_private.logged_items(org uuid, client uuid, meal uuid, outcome app_public.meal_log_outcome, items json)
  returns table (n bigint, plan_item_id uuid, food_id uuid, recipe_id uuid, free_text text, grams numeric, servings numeric)
  language plpgsql stable set search_path = pg_catalog, pg_temp rows 5
as $$
begin
  if json_array_length(items) = 0 then
    return query
      select row_number() over (order by i.position, i.id), i.id, i.food_id, i.recipe_id, i.free_text,
             i.grams, case when i.recipe_id is not null and i.grams is null then i.amount end
        from app_public.meal_plan_items i
       where outcome = 'eaten' and i.org_id = org and i.meal_plan_meal_id = meal and i.alternative_of_id is null;
    return;
  end if;

  if exists (
    select from json_to_recordset(items) r("planItemId" uuid)
     where r."planItemId" is not null and not exists (
       select from app_public.meal_plan_items p join app_public.meal_plan_versions v on (v.org_id, v.id) = (p.org_id, p.meal_plan_version_id)
        where p.org_id = org and p.id = r."planItemId" and v.client_id = client and v.status = 'published')
  ) then
    raise exception 'There is no such item in a plan of yours.' using errcode = 'TF404';
  end if;

  return query
    select s.n, s."planItemId", coalesce(s."foodId", case when s.is_bare then p.food_id end), coalesce(s."recipeId", case when s.is_bare then p.recipe_id end),
           coalesce(nullif(trim(s."freeText"), ''), case when s.is_bare then p.free_text end),
           coalesce(s.grams, case when s.is_bare and s.servings is null then p.grams end),
           coalesce(s.servings, case when s.is_bare and s.grams is null and p.recipe_id is not null and p.grams is null then p.amount end)
      from (select r.*, num_nonnulls(r."foodId", r."recipeId", nullif(trim(r."freeText"), '')) = 0 as is_bare
              from rows from (json_to_recordset(items) as ("planItemId" uuid, "foodId" uuid, "recipeId" uuid, "freeText" text, grams numeric, servings numeric))
                   with ordinality r("planItemId", "foodId", "recipeId", "freeText", grams, servings, n)) s
      left join app_public.meal_plan_items p on p.org_id = org and p.id = s."planItemId";
end $$;

comment on function app_private.logged_items(uuid, uuid, uuid, app_public.meal_log_outcome, json) is
  'What a log says was eaten. An item that names only its planned item means that food; its amount, unless said otherwise, is the planned one. A planned meal that was eaten, without items, means its items (of alternatives the first). TF404 for an item of a plan that is not the client''s.';
grant execute on function app_private.logged_items(uuid, uuid, uuid, app_public.meal_log_outcome, json) to tf_definer;
