create or replace function app_private.tg__recipe_nesting() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  -- One writer of nesting an organisation at a time: two transactions could each add half of a circle that neither sees.
  perform pg_advisory_xact_lock(hashtextextended('recipe_nesting:' || new.org_id, 0));

  if exists (
    with recursive inside(org_id, id) as (
      values (new.ingredient_recipe_org_id, new.ingredient_recipe_id)
      union
      select i.ingredient_recipe_org_id, i.ingredient_recipe_id
        from inside s join app_public.recipe_ingredients i on (i.org_id, i.recipe_id) = (s.org_id, s.id)
       where i.ingredient_recipe_id is not null
    )
    select from inside s where (s.org_id, s.id) = (new.org_id, new.recipe_id)
  ) then
    raise exception 'A recipe cannot contain itself.' using errcode = 'TF033';
  end if;

  if new.grams is not null and exists (
    select from app_public.recipes r
     where (r.org_id, r.id) = (new.ingredient_recipe_org_id, new.ingredient_recipe_id) and r.cooked_weight_g is null
  ) then
    raise exception 'Grams of a recipe need its cooked weight. Use servings, or weigh the dish.' using errcode = 'TF034';
  end if;
  return new;
end $$;

comment on function app_private.tg__recipe_nesting() is
  'TF033 when a recipe would contain itself at any depth, TF034 for grams of a recipe without a cooked weight.';
