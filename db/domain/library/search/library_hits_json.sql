create or replace function app_private.library_hits_json(
  org uuid, query text, hits app_private.library_hit[], conflicts json[], marks json, nutrient_id integer default null
) returns json
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_orgs constant uuid[] := array[org, '00000000-0000-0000-0000-000000000000'];
  v_has_words constant boolean := app_private.search_normal(left(query, 200)) <> '';
  v_panel constant integer[] := app_private.panel_nutrient_ids();
  v_energy constant integer := array_position(v_panel, 208);
  v_place constant integer := array_position(v_panel, library_hits_json.nutrient_id);
  v_shown app_public.nutrients; -- the nutrient that is asked about
  v_stems constant text := ' ' || app_private.word_stems(left(query, 200)) || ' ';
  v_said constant app_private.food_word_synonyms[] := case when v_has_words then array( -- what another kitchen calls what was typed
    select s from app_private.food_word_synonyms s where s.org_id = any (v_orgs) and position(' ' || s.asked_stems || ' ' in v_stems) > 0) end;
  v_masses text[];
  v_masses_and_volumes text[];
begin
  select n.* into v_shown from app_public.nutrients n where n.id = library_hits_json.nutrient_id;
  select u.masses, u.masses_and_volumes into v_masses, v_masses_and_volumes from app_private.food_units() u;

  return (
    -- All hits at once: read one by one they cost three times as much.
    with hit as materialized (
      select i.kind, i.org_id, i.id, i.rank, i.recency, i.is_alike, coalesce(conflicts[i.ordinality], '[]') as conflicts, coalesce(marks -> i.id::text, '[]') as preferences
        from unnest(hits) with ordinality i
    ), food as materialized (
      select f.* from app_public.foods f where f.id = any (array(select h.id from hit h where h.kind = 'food')) and f.org_id = any (v_orgs)
    ), panel as materialized (
      select p.* from app_private.food_panels p where p.food_id = any (array(select h.id from hit h where h.kind = 'food')) and p.org_id = any (v_orgs)
    ), recipe as materialized (
      select r.* from app_public.recipes r where r.id = any (array(select h.id from hit h where h.kind = 'recipe')) and r.org_id = any (v_orgs)
    ), dish as materialized (
      select d.* from app_private.recipe_amounts(org, array(select r.id from recipe r), array[v_energy] || v_place) d where exists (select from recipe)
    ), told as (
      select h.rank, json_build_object(
               'kind', 'food', 'id', f.id, 'name', f.name, 'brand', f.brand, 'group', g.name, 'groupCode', f.food_group_code,
               'foodKind', f.kind, 'barcode', f.barcode, 'isOwn', f.org_id = org, 'recency', h.recency, 'isAlike', h.is_alike,
               'synonym', coalesce(case when f.synonyms <> '{}' and v_has_words then app_private.matching_synonym(query, f.name, f.synonyms) end,
                                   case when v_said <> '{}' then app_private.other_word(v_said, f.name) end),
               'kcalPer100g', case when p.unknown[v_energy] = 0 then p.known[v_energy] end,
               'nutrient', case when p.unknown[v_place] = 0 then json_build_object('code', v_shown.code, 'name', v_shown.name, 'unit', v_shown.unit, 'per100g', trim_scale(p.known[v_place])) end,
               'portions', o.portions,
               'units', case when f.density_g_per_ml is null then v_masses else v_masses_and_volumes end,
               'conflicts', h.conflicts, 'preferences', h.preferences) as line
        from hit h
        join food f on (f.org_id, f.id) = (h.org_id, h.id)
        left join app_public.food_groups g on g.code = f.food_group_code
        left join panel p on (p.org_id, p.food_id) = (f.org_id, f.id)
       cross join lateral app_private.offered_portions(org, f.org_id, f.id, '{}') o
       where h.kind = 'food'
      union all
      select h.rank, json_build_object(
               'kind', 'recipe', 'id', r.id, 'name', r.name, 'brand', null, 'group', null, 'groupCode', null,
               'foodKind', null, 'barcode', null, 'isOwn', r.org_id = org, 'recency', h.recency, 'isAlike', h.is_alike,
               'synonym', case when v_said <> '{}' then app_private.other_word(v_said, r.name) end,
               'kcalPer100g', round(d.known[1], 1),
               'nutrient', case when d.known[2] is not null then json_build_object('code', v_shown.code, 'name', v_shown.name, 'unit', v_shown.unit, 'per100g', round(d.known[2], 2)) end,
               'portions', json_build_array(),
               'units', array['serving'] || case when r.cooked_weight_g is not null then v_masses else '{}' end,
               'conflicts', h.conflicts, 'preferences', h.preferences)
        from hit h
        join recipe r on (r.org_id, r.id) = (h.org_id, h.id)
        left join dish d on d.recipe_id = r.id
       where h.kind = 'recipe'
    )
    select coalesce(json_agg(t.line order by t.rank), '[]') from told t);
end $$;

comment on function app_private.library_hits_json(uuid, text, app_private.library_hit[], json[], json, integer) is
  'Foods and recipes as a search shows them, in their order: names, energy, portions and units, what conflicts with a client (in the order of the hits) and the marks of preferences (by id); of the nutrient, how much 100 g hold.';
grant execute on function app_private.library_hits_json(uuid, text, app_private.library_hit[], json[], json, integer) to tf_definer;
