create or replace function app_private.refresh_draft_grams(org uuid, food_id uuid) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_item_ids uuid[];
begin
  -- Like every edit it takes the versions first. Those that change under it are read after they are held.
  perform from app_public.meal_plan_versions v
    where v.org_id = org and v.status = 'draft'
      and v.id in (select i.meal_plan_version_id from app_public.meal_plan_items i where i.org_id = org and i.food_id = refresh_draft_grams.food_id)
    order by v.id for update;
  select array_agg(i.id) into v_item_ids
    from app_public.meal_plan_items i
    join app_public.meal_plan_versions v on (v.org_id, v.id) = (i.org_id, i.meal_plan_version_id) and v.status = 'draft'
    join app_public.foods f on (f.org_id, f.id) = (i.food_org_id, i.food_id)
    left join app_public.food_portions p on (p.org_id, p.id) = (i.food_portion_org_id, i.food_portion_id)
    left join app_public.units u on u.code = i.unit_code and u.dimension = 'volume'
   where i.org_id = org and i.food_id = refresh_draft_grams.food_id
     and coalesce(i.amount * p.grams, i.amount * u.factor * f.density_g_per_ml) <> i.grams;
  if v_item_ids is not null then -- a draft that counts nothing of it keeps its revision
    update app_public.meal_plan_items i
       set grams = app_private.resolve_grams(org, i.food_id, i.amount, i.food_portion_id, i.unit_code)
     where i.org_id = org and i.id = any (v_item_ids);
  end if;
  perform app_private.refresh_recipe_grams(org, refresh_draft_grams.food_id);
end $$;

comment on function app_private.refresh_draft_grams(uuid, uuid) is
  'What drafts and recipes count in portions of a food, or by its density, weighs in them what it weighs now; published plans keep what was prescribed.';
revoke execute on function app_private.refresh_draft_grams(uuid, uuid) from public;
grant execute on function app_private.refresh_draft_grams(uuid, uuid) to tf_definer;
