create or replace function app_private.tg__ingredient_amount() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.amount is null or (tg_op = 'UPDATE' and new.unit_code in ('g', 'serving') and new.amount = old.amount
                            and (new.grams, new.servings) is distinct from (old.grams, old.servings)) then
    new.amount := coalesce(new.grams, new.servings);
    new.unit_code := case when new.grams is null then 'serving' else 'g' end;
    new.food_portion_id := null;
  end if;
  return new;
end $$;

comment on function app_private.tg__ingredient_amount() is
  'Whoever writes an ingredient in SQL by its grams or servings alone, such as a release of the starter recipes, has measured it in them.';
