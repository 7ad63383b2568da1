create or replace function app_private.tg__recipe_nesting() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_problem record;
begin
  -- One writer of nesting an organisation at a time: two transactions could each add half of a circle that neither sees.
  perform app_private.lock_recipes(new.org_id);

  select p.* into v_problem from app_private.recipe_nesting_problem(new.org_id, new.recipe_id, new.ingredient_recipe_org_id, new.ingredient_recipe_id) p;
  if v_problem.code is not null then
    raise exception '%', v_problem.message using errcode = v_problem.code;
  end if;

  if new.grams is not null and exists (
    select from app_public.recipes r
     where (r.org_id, r.id) = (new.ingredient_recipe_org_id, new.ingredient_recipe_id) and r.cooked_weight_g is null
  ) then
    raise exception 'Grams of a recipe need its cooked weight. Use servings, or weigh the dish.' using errcode = 'TF034';
  end if;
  return new;
end $$;

create or replace function app_private.lock_recipes(org uuid) returns void
  language sql volatile set search_path = pg_catalog, pg_temp
as $$ select pg_advisory_xact_lock(hashtextextended('recipe_nesting:' || org, 0)) $$;

-- Recipes nest five deep at most, as in: menu, dish, sauce, stock, spice mix.
create or replace function app_private.recipe_nesting_problem(recipe_org_id uuid, recipe_id uuid, inside_org_id uuid, inside_id uuid)
  returns table (code text, message text)
  language sql stable rows 1 set search_path = pg_catalog, pg_temp
as $$
  with recursive below(org_id, id, depth) as (
    select inside_org_id, inside_id, 1
    union
    select i.ingredient_recipe_org_id, i.ingredient_recipe_id, b.depth + 1
      from below b join app_public.recipe_ingredients i on (i.org_id, i.recipe_id) = (b.org_id, b.id)
     where i.ingredient_recipe_id is not null and b.depth < 20
  ), above(org_id, id, depth) as (
    select recipe_org_id, recipe_id, 1
    union
    select i.org_id, i.recipe_id, a.depth + 1
      from above a join app_public.recipe_ingredients i on (i.ingredient_recipe_org_id, i.ingredient_recipe_id) = (a.org_id, a.id)
     where a.depth < 20
  )
  select case when c.is_circle then 'TF033' when c.depth > 5 then 'TF115' end,
         case when c.is_circle then 'A recipe cannot contain itself.'
              when c.depth > 5 then 'Recipes stand inside each other at most five deep; this would be ' || c.depth || '.' end
    from (select exists (select from below b where (b.org_id, b.id) = (recipe_org_id, recipe_id)) as is_circle,
                 (select max(b.depth) from below b) + (select max(a.depth) from above a) as depth) c
$$;

comment on function app_private.tg__recipe_nesting() is
  'TF033 when a recipe would contain itself at any depth, TF115 when recipes would nest too deep, TF034 for grams of a recipe without a cooked weight.';
comment on function app_private.lock_recipes(uuid) is
  'Holds an organisation''s recipes for this transaction: what is inside what, and which cooked weights are rested on, is true at its commit.';
comment on function app_private.recipe_nesting_problem(uuid, uuid, uuid, uuid) is
  'What speaks against putting a recipe inside another: TF033 a circle, TF115 more than five levels; nulls = nothing.';
grant execute on function app_private.lock_recipes(uuid), app_private.recipe_nesting_problem(uuid, uuid, uuid, uuid) to tf_definer;
