create or replace function app_private.tg__stated_fact() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  new.inference_code := null;
  return new;
end $$;

comment on function app_private.tg__stated_fact() is
  'Trigger of food_allergens and food_tags: a fact that is declared or reviewed is nobody''s inference any more, so that inference leaves it alone.';

create or replace trigger _300_stated before insert or update on app_public.food_allergens
  for each row when (new.provenance <> 'inferred' and new.inference_code is not null) execute function app_private.tg__stated_fact();
create or replace trigger _300_stated before insert or update on app_public.food_tags
  for each row when (new.provenance <> 'inferred' and new.inference_code is not null) execute function app_private.tg__stated_fact();
