create or replace function app_public.recipe_list(query text default '', shown text default 'all', skip integer default 0, first integer default 25) returns json
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_kb constant uuid := '00000000-0000-0000-0000-000000000000';
  v_limit constant integer := least(greatest(coalesce(recipe_list.first, 25), 1), 100);
  v_skip constant integer := greatest(coalesce(recipe_list.skip, 0), 0);
  v_likes constant text[] := array(select '%' || w.word || '%' from unnest(string_to_array(app_private.search_normal(left(coalesce(query, ''), 200)), ' ')) w(word) where w.word <> '');
  v_left_out constant text[] := array(select o.library_code from app_public.organization_libraries o where o.org_id = v_org and not o.is_used);
  v_energy constant integer := array_position(app_private.panel_nutrient_ids(), 208);
  v_ids uuid[];
  v_total integer;
begin
  if recipe_list.shown is null or recipe_list.shown <> all ('{all,own,archived}') then
    raise exception 'A list of recipes shows all, own or archived ones.' using errcode = 'TF400';
  end if;
  select array_agg(r.id order by r.n) filter (where r.n > v_skip and r.n <= v_skip + v_limit), count(*) into v_ids, v_total
    from (select r.id, row_number() over (order by r.org_id = v_kb, r.name, r.id) as n
            from app_public.recipes r
           where r.org_id = any (array[v_org, v_kb]) and r.search_name like all (v_likes)
             and case recipe_list.shown when 'archived' then r.org_id = v_org and r.archived_at is not null
                                        when 'own' then r.org_id = v_org and r.archived_at is null
                                        else r.archived_at is null and (r.library_code = any (v_left_out)) is not true end) r;
  return json_build_object('total', v_total, 'recipes', (
    select coalesce(json_agg(json_build_object(
             'id', r.id, 'name', r.name, 'isOwn', r.org_id = v_org, 'library', l.name, 'servings', trim_scale(r.servings), 'cookedWeightG', trim_scale(r.cooked_weight_g),
             'ingredients', (select count(*) from app_public.recipe_ingredients i where (i.org_id, i.recipe_id) = (r.org_id, r.id)),
             'kcalPerServing', round(p.known[v_energy], 3), 'unknown', p.unknown[v_energy],
             'isArchived', r.archived_at is not null, 'savedAt', r.updated_at, 'savedBy', u.display_name) order by i.n), '[]')
      from unnest(v_ids) with ordinality i(id, n)
      join app_public.recipes r on r.id = i.id and r.org_id = any (array[v_org, v_kb])
      left join app_private.recipe_panels(v_org, v_ids) p on (p.recipe_org_id, p.recipe_id) = (r.org_id, r.id)
      left join app_public.libraries l on l.code = r.library_code
      left join app_public.users u on u.id = r.updated_by));
end $$;
-- Definer: it reads derived panels that no role is granted; the organisation is stated, and own_organisation binds it.
alter function app_public.recipe_list(text, text, integer, integer) owner to tf_definer;

comment on function app_public.recipe_list(text, text, integer, integer) is
  'Recipes by name, a page of at most 100: {total, recipes: [{id, name, isOwn, library, servings, cookedWeightG, ingredients, kcalPerServing, unknown, isArchived, savedAt, savedBy}]}. shown: all that searches find, own ones before those of the knowledge base; own; or archived. kcalPerServing is "at least" where unknown > 0. TF400.';
revoke execute on function app_public.recipe_list(text, text, integer, integer) from public;
grant execute on function app_public.recipe_list(text, text, integer, integer) to tf_assistant, tf_dietitian, tf_org_admin;
