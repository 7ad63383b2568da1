create or replace function app_private.lock_own_food(org uuid, food_id uuid) returns app_public.foods
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_food app_public.foods;
begin
  select f.* into v_food from app_public.foods f where (f.org_id, f.id) = (org, lock_own_food.food_id) for update;
  if found then
    return v_food;
  end if;
  select f.* into v_food from app_public.foods f where (f.org_id, f.id) = ('00000000-0000-0000-0000-000000000000', lock_own_food.food_id);
  if found then
    raise exception '"%" belongs to the knowledge base. Copy it and change the copy.', v_food.name using errcode = 'TF113';
  end if;
  raise exception 'There is no such food.' using errcode = 'TF404';
end $$;

comment on function app_private.lock_own_food(uuid, uuid) is
  'The organisation''s own food, held until the end of the transaction. TF113 where it is the knowledge base''s, TF404 where there is none.';
revoke execute on function app_private.lock_own_food(uuid, uuid) from public;
grant execute on function app_private.lock_own_food(uuid, uuid) to tf_definer;
