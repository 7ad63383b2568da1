create or replace function app_public.search_foods(
  query text, client_id uuid default null, dietary_tags text[] default '{}', free_of text[] default '{}', first integer default 30
) returns json
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_limit constant integer := least(greatest(coalesce(first, 30), 1), 100);
  v_tags constant text[] := coalesce(dietary_tags, '{}');
  v_allergen_ids constant uuid[] := array(
    select a.id from app_public.allergens a
     where a.code = any (free_of) and a.org_id = any (array[v_org, '00000000-0000-0000-0000-000000000000']));
  v_is_filtered constant boolean := cardinality(v_tags) > 0 or cardinality(coalesce(free_of, '{}')) > 0;
  v_unknown text;
  v_masses text[];
  v_volumes text[];
  v_kinds text[];
  v_org_ids uuid[];
  v_ids uuid[];
  v_findings app_public.safety_finding[] := '{}';
  v_marks json := '{}'; -- by food or recipe
  v_energy constant integer := array_position(app_private.panel_nutrient_ids(), 208);
begin
  if query is null then
    raise exception 'Say what to search for.' using errcode = 'TF400';
  end if;
  if client_id is not null and client_id <> all (array(select app_hidden.my_client_ids())) then
    raise exception 'There is no such client.' using errcode = 'TF404';
  elsif client_id is not null and not app_private.may_execute('app_public.check_food(uuid, uuid, numeric)') then
    raise exception 'What the rules say of a food is for staff.' using errcode = 'TF403';
  end if;
  select c.code into v_unknown
    from unnest(v_tags) c(code) where not exists (select from app_public.tags t where t.code = c.code and t.kind = 'food')
   union all
  select c.code
    from unnest(free_of) c(code) where not exists (
      select from app_public.allergens a where a.code = c.code and a.org_id = any (array[v_org, '00000000-0000-0000-0000-000000000000']))
   limit 1;
  if found then
    raise exception 'There is no food property or allergen "%".', v_unknown using errcode = 'TF400';
  end if;
  select array_agg(u.code order by u.sort_order) filter (where u.dimension = 'mass'),
         array_agg(u.code order by u.sort_order) filter (where u.dimension = 'volume') into v_masses, v_volumes from app_public.units u;

  select array_agg(h.kind order by h.rank), array_agg(h.org_id order by h.rank), array_agg(h.id order by h.rank) into v_kinds, v_org_ids, v_ids
    from (
      select s.* from app_private.search_library(v_org, query, case when v_is_filtered then null else v_limit end) s
       where not v_is_filtered
          or case s.kind
             when 'food' then app_private.food_has_tags(v_org, s.org_id, s.id, v_tags) and app_private.food_is_free_of(v_org, s.org_id, s.id, v_allergen_ids)
             else coalesce((select bool_and(i.food_id is not null and app_private.food_has_tags(v_org, i.food_org_id, i.food_id, v_tags)
                                        and app_private.food_is_free_of(v_org, i.food_org_id, i.food_id, v_allergen_ids))
                              from app_private.recipe_foods(v_org, array[s.id]) i), false) end
       order by s.rank
       limit v_limit) h;
  if client_id is not null and v_ids is not null then
    v_findings := array(select f from app_private.library_findings(
      client_id, array(select h.id from unnest(v_kinds, v_ids) h(kind, id) where h.kind = 'food'),
                 array(select h.id from unnest(v_kinds, v_ids) h(kind, id) where h.kind = 'recipe')) f);
    v_marks := app_private.preference_marks_json(v_org, client_id, v_ids);
  end if;

  return (
    select coalesce(json_agg(case h.kind
      when 'food' then (
        select json_build_object(
                 'kind', 'food', 'id', f.id, 'name', f.name, 'brand', f.brand, 'group', g.name,
                 'kcalPer100g', case when p.unknown[v_energy] = 0 then p.known[v_energy] end,
                 'portions', app_private.food_portions_json(v_org, f.org_id, f.id),
                 'units', case when f.density_g_per_ml is null then v_masses else v_masses || v_volumes end,
                 'conflicts', h.conflicts, 'preferences', h.preferences)
          from app_public.foods f
          left join app_public.food_groups g on g.code = f.food_group_code
          left join app_private.food_panels p on (p.org_id, p.food_id) = (f.org_id, f.id)
         where (f.org_id, f.id) = (h.org_id, h.id))
      else (
        select json_build_object(
                 'kind', 'recipe', 'id', r.id, 'name', r.name, 'brand', null, 'group', null,
                 'kcalPer100g', (select round(p.known[v_energy] * p.servings * 100 / p.cooked_weight_g, 1)
                                   from app_private.recipe_panels(v_org, array[r.id]) p where p.unknown[v_energy] = 0),
                 'portions', json_build_array(),
                 'units', array['serving'] || case when r.cooked_weight_g is not null then v_masses else '{}' end,
                 'conflicts', h.conflicts, 'preferences', h.preferences)
          from app_public.recipes r
         where (r.org_id, r.id) = (h.org_id, h.id)) end order by h.rank), '[]')
      from (
        select i.*, coalesce(c.conflicts, '[]') as conflicts,
               coalesce(v_marks -> i.id::text, '[]') as preferences
          from unnest(v_kinds, v_org_ids, v_ids) with ordinality i(kind, org_id, id, rank)
          left join (
            select x.item_id, app_private.findings_json(array_agg(x order by x.outcome = 'breach' desc, x.outcome, x.severity desc, x.rule_code)) as conflicts
              from unnest(v_findings) x group by x.item_id) c on c.item_id = i.id) h);
end $$;
-- Definer: it reads search indexes and derived panels that no role is granted; the organisation is stated, and own_organisation binds it.
alter function app_public.search_foods(text, uuid, text[], text[], integer) owner to tf_definer;

comment on function app_public.search_foods(text, uuid, text[], text[], integer) is
  '@medicalRecord client client_id
Foods and recipes that the words name, best first, at most 100: [{kind, id, name, brand, group, kcalPer100g, portions: [{id, label, grams, isOwn}], units, conflicts, preferences: [{kind, label}]}]. dietary_tags: only what has all these properties; free_of: only what is known to be free of all these allergens. With a client, for staff, conflicts are the findings for that client: of 100 g of a food, of a serving of a recipe, and preferences what speaks against it by the client''s dislikes (kind dislike) and diets (diet): that colours and never blocks. TF400 unknown property or allergen, TF404 client.';
grant execute on function app_public.search_foods(text, uuid, text[], text[], integer) to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
