create or replace function app_private.tg__own_food_id() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from app_public.foods k where (k.org_id, k.id) = ('00000000-0000-0000-0000-000000000000', new.id)) then
    raise exception 'The id belongs to a food of the knowledge base.' using errcode = 'TF409';
  end if;
  return new;
end $$;

comment on function app_private.tg__own_food_id() is
  'TF409 when an organisation''s food would take the id of one of the knowledge base, so that an id alone names one food.';

create or replace function app_private.tg__own_food_portion_id() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from app_public.food_portions k where (k.org_id, k.id) = ('00000000-0000-0000-0000-000000000000', new.id)) then
    raise exception 'The id belongs to a portion of the knowledge base.' using errcode = 'TF409';
  end if;
  return new;
end $$;

comment on function app_private.tg__own_food_portion_id() is
  'TF409 when an organisation''s portion would take the id of one of the knowledge base, so that an id alone names one portion.';
