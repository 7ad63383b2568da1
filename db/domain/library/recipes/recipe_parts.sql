-- All ingredients at once, each with what is wrong with it: whoever types sees every problem, whoever saves is refused by the first.
create or replace function app_private.recipe_parts(org uuid, recipe_id uuid, lines app_public.recipe_line[]) returns setof app_private.recipe_part
  language plpgsql stable rows 30 set search_path = pg_catalog, pg_temp
as $$
declare
  v_line app_public.recipe_line;
  v_part app_private.recipe_part;
begin
  for v_n in 1 .. coalesce(cardinality(lines), 0) loop
    v_line := lines[v_n];
    v_part := row(v_n, v_line.id, v_line.food_id, v_line.recipe_id, v_line.amount, v_line.food_portion_id, v_line.unit_code,
                  null, null, coalesce(v_line.discarded_share, 0), null, null)::app_private.recipe_part;
    begin
      perform app_private.refuse_recipe_line(org, recipe_parts.recipe_id, v_part);
      v_part.grams := app_private.item_grams(org, v_line.food_id, v_line.recipe_id, v_line.amount, v_line.food_portion_id, v_line.unit_code);
      v_part.servings := case when v_part.grams is null then v_line.amount end;
      if v_part.grams > 100000 or v_part.servings > 1000 then
        raise exception 'An ingredient is at most 100 000 g, or 1000 servings.' using errcode = 'TF030';
      end if;
    exception when sqlstate 'TF030' or sqlstate 'TF031' or sqlstate 'TF032' or sqlstate 'TF033' or sqlstate 'TF034' or sqlstate 'TF115'
                or sqlstate 'TF119' or sqlstate 'TF400' or sqlstate 'TF404' then
      get stacked diagnostics v_part.problem_code = returned_sqlstate, v_part.problem = message_text;
      v_part.grams := null;
    end;
    return next v_part;
  end loop;
end $$;

create or replace function app_private.refuse_recipe_line(org uuid, of_recipe_id uuid, part app_private.recipe_part) returns void
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_inside_org uuid;
  v_nesting record;
begin
  if num_nonnulls(part.food_id, part.recipe_id) <> 1 then
    raise exception 'An ingredient is a food or a recipe.' using errcode = 'TF400';
  elsif not (part.discarded_share >= 0 and part.discarded_share < 1) then
    raise exception 'What is discarded is a share from 0 to below 1 of an ingredient.' using errcode = 'TF119';
  end if;
  if part.recipe_id is not null then
    select r.org_id into v_inside_org from app_public.recipes r
     where r.id = part.recipe_id and r.org_id = any (array[org, '00000000-0000-0000-0000-000000000000']);
    if not found then
      raise exception 'There is no such recipe.' using errcode = 'TF404';
    end if;
    select p.* into v_nesting from app_private.recipe_nesting_problem(org, of_recipe_id, v_inside_org, part.recipe_id) p;
    if v_nesting.code is not null then
      raise exception '%', v_nesting.message using errcode = v_nesting.code;
    end if;
  end if;
end $$;

create or replace function app_private.saved_recipe_parts(recipe app_public.recipes) returns app_private.recipe_part[]
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg(row(s.n, s.id, s.food_id, s.ingredient_recipe_id, s.amount, s.food_portion_id, s.unit_code, s.grams, s.servings,
                                s.discarded_share, null, null)::app_private.recipe_part order by s.n), '{}')
    from (select i.*, row_number() over (order by i.position, i.id)::integer as n
            from app_public.recipe_ingredients i where (i.org_id, i.recipe_id) = (recipe.org_id, recipe.id)) s
$$;

comment on function app_private.recipe_parts(uuid, uuid, app_public.recipe_line[]) is
  'The ingredients of a recipe that somebody writes, each resolved to grams or servings (CLINICAL 9), or with the code and the sentence of what is wrong with it: TF030–TF034, TF115, TF119, TF400, TF404.';
comment on function app_private.refuse_recipe_line(uuid, uuid, app_private.recipe_part) is
  'Raises what is wrong with an ingredient before its amount is looked at: TF033, TF115, TF119, TF400, TF404.';
comment on function app_private.saved_recipe_parts(app_public.recipes) is 'The ingredients of a recipe as they are saved, in their order.';
grant execute on function app_private.recipe_parts(uuid, uuid, app_public.recipe_line[]), app_private.refuse_recipe_line(uuid, uuid, app_private.recipe_part),
  app_private.saved_recipe_parts(app_public.recipes) to tf_definer;
