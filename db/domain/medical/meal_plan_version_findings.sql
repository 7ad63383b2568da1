create or replace function app_private.checked_items(org uuid, version_id uuid) returns app_private.checked_item[]
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select array(
    select row(i.id, coalesce(i.alternative_of_id, i.id), d.day_number, i.meal_plan_meal_id, i.food_org_id, i.food_id,
               i.recipe_org_id, i.recipe_id, i.free_text, i.grams, case when i.recipe_id is not null and i.grams is null then i.amount end)::app_private.checked_item
      from app_public.meal_plan_items i
      join app_public.meal_plan_meals m on (m.org_id, m.id) = (i.org_id, i.meal_plan_meal_id)
      join app_public.meal_plan_days d on (d.org_id, d.id) = (m.org_id, m.meal_plan_day_id)
     where i.org_id = org and i.meal_plan_version_id = version_id)
$$;

-- A day on which nothing is planned yet is not a day of eating nothing: it would hide what the other days have too much of (CLINICAL 3).
create or replace function app_private.days_with_items(items app_private.checked_item[]) returns integer
  language sql immutable set search_path = pg_catalog, pg_temp
as $$ select count(distinct i.day_number) from unnest(items) i $$;

-- A client follows recipes as they were published; what is known of their foods is today's (CLINICAL 13, 15).
create or replace function app_private.frozen_recipes(org uuid, version_id uuid) returns jsonb
  language sql stable set search_path = pg_catalog, pg_temp
as $$ select c.content -> 'recipes' from app_public.published_contents c where (c.org_id, c.meal_plan_version_id) = (org, version_id) $$;

-- Without settings of its own, so that it becomes part of the statement that asks: rows that name hundreds of foods are not copied once more.
create or replace function app_private.meal_plan_version_findings(
  org uuid, version_id uuid, client uuid, period daterange, explained text[] default '{}', to_decide_only boolean default false, is_brief boolean default false
) returns setof app_public.safety_finding
  language sql stable rows 50
as $$
  select f.*
    from (select app_private.checked_items(org, version_id) as items offset 0) i
   cross join lateral app_private.findings(org, client, period, i.items, app_private.days_with_items(i.items), false, app_private.frozen_recipes(org, version_id),
                                           explained, to_decide_only, is_brief) f
$$;

comment on function app_private.checked_items(uuid, uuid) is 'The items of a version as checks take them.';
comment on function app_private.days_with_items(app_private.checked_item[]) is 'On how many days there is something to eat.';
comment on function app_private.frozen_recipes(uuid, uuid) is 'The recipes of a published version as they were frozen; null for a draft.';
comment on function app_private.meal_plan_version_findings(uuid, uuid, uuid, daterange, text[], boolean, boolean) is
  'What the rules that hold for the client on any day of the period say of a version, draft or published, from current facts; explained, to_decide_only and is_brief: as findings() takes them. Asks nobody''s permission: callers do.';
grant execute on function app_private.checked_items(uuid, uuid), app_private.days_with_items(app_private.checked_item[]), app_private.frozen_recipes(uuid, uuid),
  app_private.meal_plan_version_findings(uuid, uuid, uuid, daterange, text[], boolean, boolean) to tf_definer;
