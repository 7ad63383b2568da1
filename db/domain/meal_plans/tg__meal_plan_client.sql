-- A version is for whom its plan is for, and a plan is for one client for ever: assignments and policies rely on the copy.
create or replace function app_private.tg__meal_plan_client() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  select p.client_id into new.client_id from app_public.meal_plans p where p.org_id = new.org_id and p.id = new.meal_plan_id;
  return new;
end $$;

create or replace function app_private.tg__meal_plan_client_is_fixed() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception 'A plan stays with the client it was made for. Make a new plan from it for the other client.' using errcode = 'TF026';
end $$;

comment on function app_private.tg__meal_plan_client() is 'Copies the client of the plan to its version; null = a template.';
comment on function app_private.tg__meal_plan_client_is_fixed() is 'Raises TF026: a plan is never moved to another client.';
