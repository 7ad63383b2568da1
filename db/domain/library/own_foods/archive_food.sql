create or replace function app_public.archive_food(food_id uuid) returns app_public.foods
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_food app_public.foods := app_private.lock_own_food(v_org, archive_food.food_id);
begin
  if v_food.archived_at is null then
    update app_public.foods f set archived_at = now() where (f.org_id, f.id) = (v_org, v_food.id) returning * into v_food;
  end if;
  return v_food;
end $$;
-- Definer: own foods are written by functions only.
alter function app_public.archive_food(uuid) owner to tf_definer;

create or replace function app_public.restore_food(food_id uuid) returns app_public.foods
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_food app_public.foods := app_private.lock_own_food(v_org, restore_food.food_id);
begin
  if v_food.archived_at is not null then
    update app_public.foods f set archived_at = null where (f.org_id, f.id) = (v_org, v_food.id) returning * into v_food;
  end if;
  return v_food;
end $$;
-- Definer: own foods are written by functions only.
alter function app_public.restore_food(uuid) owner to tf_definer;

comment on function app_public.archive_food(uuid) is
  'Takes an own food out of searches. Plans, recipes and logs that use it go on with it, marked there. TF113 a food of the knowledge base, TF404.';
comment on function app_public.restore_food(uuid) is 'Lets searches find an archived food again. TF113 a food of the knowledge base, TF404.';
revoke execute on function app_public.archive_food(uuid), app_public.restore_food(uuid) from public;
grant execute on function app_public.archive_food(uuid), app_public.restore_food(uuid) to tf_assistant, tf_dietitian, tf_org_admin;
