create or replace function app_public.search_foods(
  query text, client_id uuid default null, dietary_tags text[] default '{}', free_of text[] default '{}', first integer default 30,
  food_groups text[] default '{}', nutrient_claims text[] default '{}', kinds text[] default '{}', own_only boolean default false,
  most_of text default null, least_of text default null
) returns json
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_orgs constant uuid[] := array[v_org, '00000000-0000-0000-0000-000000000000'];
  v_limit constant integer := least(greatest(coalesce(first, 30), 1), 100);
  v_claims constant text[] := coalesce(nutrient_claims, '{}');
  v_panel constant integer[] := app_private.panel_nutrient_ids();
  v_energy constant integer := array_position(v_panel, 208);
  v_filter app_private.library_filter;
  v_unknown text;
  v_masses text[];
  v_volumes text[];
  v_kinds text[];
  v_org_ids uuid[];
  v_ids uuid[];
  v_recencies text[];
  v_is_alike boolean[];
  v_findings app_public.safety_finding[] := '{}';
  v_marks json := '{}'; -- by food or recipe
  v_shown app_public.nutrients; -- the nutrient that is asked about
  v_place integer;
begin
  if query is null then
    raise exception 'Say what to search for.' using errcode = 'TF400';
  end if;
  if client_id is not null and client_id <> all (array(select app_hidden.my_client_ids())) then
    raise exception 'There is no such client.' using errcode = 'TF404';
  elsif client_id is not null and not app_private.may_execute('app_public.check_food(uuid, uuid, numeric)') then
    raise exception 'What the rules say of a food is for staff.' using errcode = 'TF403';
  end if;
  v_filter.tag_codes := coalesce(dietary_tags, '{}');
  v_filter.allergen_ids := array(select a.id from app_public.allergens a where a.code = any (free_of) and a.org_id = any (v_orgs));
  v_filter.food_group_codes := coalesce(food_groups, '{}');
  v_filter.claim_codes := v_claims;
  v_filter.kinds := coalesce(kinds, '{}');
  v_filter.is_own := coalesce(own_only, false);
  select n.id into v_filter.most_of from app_public.nutrients n where n.code = most_of and n.id = any (v_panel);
  select n.id into v_filter.least_of from app_public.nutrients n where n.code = least_of and n.id = any (v_panel);
  select w.what || ' "' || w.code || '"' into v_unknown
    from (select 'food property' as what, c.code, exists (select from app_public.tags t where t.code = c.code and t.kind = 'food') as is_known from unnest(v_filter.tag_codes) c(code)
          union all
          select 'allergen', c.code, exists (select from app_public.allergens a where a.code = c.code and a.org_id = any (v_orgs)) from unnest(free_of) c(code)
          union all
          select 'food group', c.code, exists (select from app_public.food_groups g where g.code = c.code) from unnest(v_filter.food_group_codes) c(code)
          union all
          select 'nutrient claim', c.code, exists (select from app_public.nutrient_claims n where n.code = c.code) from unnest(v_claims) c(code)
          union all
          select 'kind', c.code, coalesce(c.code = any (array['food', 'supplement', 'sip_feed', 'fluid', 'recipe']), false) from unnest(v_filter.kinds) c(code)
          union all
          select 'nutrient', c.code, c.id is not null from (values (most_of, v_filter.most_of), (least_of, v_filter.least_of)) c(code, id) where c.code is not null) w
   where not w.is_known
   limit 1;
  if found then
    raise exception 'There is no %.', coalesce(v_unknown, 'filter without a name') using errcode = 'TF400';
  end if;
  if most_of is not null and least_of is not null then
    raise exception 'What is found is in the order of one nutrient: the most of it first, or the least.' using errcode = 'TF120';
  end if;
  select n.* into v_shown from app_public.nutrients n
   where n.id = coalesce(v_filter.most_of, v_filter.least_of, (select c.nutrient_id from app_public.nutrient_claims c where c.code = v_claims[1]));
  v_place := array_position(v_panel, v_shown.id);
  select array_agg(u.code order by u.sort_order) filter (where u.dimension = 'mass'),
         array_agg(u.code order by u.sort_order) filter (where u.dimension = 'volume') into v_masses, v_volumes from app_public.units u;

  select array_agg(s.kind order by s.rank), array_agg(s.org_id order by s.rank), array_agg(s.id order by s.rank), array_agg(s.recency order by s.rank), array_agg(s.is_alike order by s.rank)
    into v_kinds, v_org_ids, v_ids, v_recencies, v_is_alike
    from app_private.search_library(v_org, app_hidden.current_member_id(), client_id, query, v_filter, v_limit) s;
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
                 'kind', 'food', 'id', f.id, 'name', f.name, 'brand', f.brand, 'group', g.name, 'groupCode', f.food_group_code,
                 'foodKind', f.kind, 'barcode', f.barcode, 'isOwn', f.org_id = v_org, 'recency', h.recency, 'isAlike', h.is_alike,
                 'synonym', app_private.matching_synonym(query, f.name, f.synonyms),
                 'kcalPer100g', case when p.unknown[v_energy] = 0 then p.known[v_energy] end,
                 'nutrient', case when p.unknown[v_place] = 0 then json_build_object('code', v_shown.code, 'name', v_shown.name, 'unit', v_shown.unit, 'per100g', trim_scale(p.known[v_place])) end,
                 'portions', app_private.food_portions_json(v_org, f.org_id, f.id),
                 'units', case when f.density_g_per_ml is null then v_masses else v_masses || v_volumes end,
                 'conflicts', h.conflicts, 'preferences', h.preferences)
          from app_public.foods f
          left join app_public.food_groups g on g.code = f.food_group_code
          left join app_private.food_panels p on (p.org_id, p.food_id) = (f.org_id, f.id)
         where (f.org_id, f.id) = (h.org_id, h.id))
      else (
        select json_build_object(
                 'kind', 'recipe', 'id', r.id, 'name', r.name, 'brand', null, 'group', null, 'groupCode', null,
                 'foodKind', null, 'barcode', null, 'isOwn', r.org_id = v_org, 'recency', h.recency, 'isAlike', h.is_alike, 'synonym', null,
                 'kcalPer100g', case when d.unknown[v_energy] = 0 then round(d.known[v_energy] * d.servings * 100 / d.cooked_weight_g, 1) end,
                 'nutrient', case when d.unknown[v_place] = 0 and d.cooked_weight_g is not null then
                               json_build_object('code', v_shown.code, 'name', v_shown.name, 'unit', v_shown.unit, 'per100g', round(d.known[v_place] * d.servings * 100 / d.cooked_weight_g, 2)) end,
                 'portions', json_build_array(),
                 'units', array['serving'] || case when r.cooked_weight_g is not null then v_masses else '{}' end,
                 'conflicts', h.conflicts, 'preferences', h.preferences)
          from app_public.recipes r
          left join app_private.recipe_panels(v_org, array[h.id]) d on true
         where (r.org_id, r.id) = (h.org_id, h.id)) end order by h.rank), '[]')
      from (
        select i.*, coalesce(c.conflicts, '[]') as conflicts,
               coalesce(v_marks -> i.id::text, '[]') as preferences
          from unnest(v_kinds, v_org_ids, v_ids, v_recencies, v_is_alike) with ordinality i(kind, org_id, id, recency, is_alike, rank)
          left join (
            select x.item_id, app_private.findings_json(array_agg(x order by x.outcome = 'breach' desc, x.outcome, x.severity desc, x.rule_code)) as conflicts
              from unnest(v_findings) x group by x.item_id) c on c.item_id = i.id) h);
end $$;
-- Definer: it reads search indexes and derived panels that no role is granted; the organisation is stated, and own_organisation binds it.
alter function app_public.search_foods(text, uuid, text[], text[], integer, text[], text[], text[], boolean, text, text) owner to tf_definer;

comment on function app_public.search_foods(text, uuid, text[], text[], integer, text[], text[], text[], boolean, text, text) is
  '@medicalRecord client client_id
Foods and recipes that the words, or a barcode of 8 to 14 digits, name, best first, at most 100: [{kind, id, name, brand, group, groupCode, foodKind (food, supplement, sip_feed, fluid), barcode, isOwn, recency (recent, client, frequent), isAlike, synonym, kcalPer100g, nutrient: {code, name, unit, per100g}, portions: [{id, label, grams, isOwn}], units, conflicts, preferences: [{kind, label}]}]. Without words and filters: what the caller used last (recent), what stands in the client''s plans (client), what the organisation uses most (frequent); with filters alone, whatever fits. isAlike: nothing is called that, the name is only written alike. synonym: the other name that was found. dietary_tags: only what has all these properties; free_of: only what is known to be free of all these allergens; food_groups: codes of groups; nutrient_claims: codes of nutrient_claims, all of which must be known to hold; kinds: food, supplement, sip_feed, fluid, recipe; own_only: only the organisation''s own; most_of, least_of: code of a nutrient of the panel, in the order of which the answer stands, per 100 g, without what is unknown. With a client, for staff, conflicts are the findings for that client: of 100 g of a food, of a serving of a recipe, and preferences what speaks against it by the client''s dislikes (kind dislike) and diets (diet): that colours and never blocks. TF400 unknown filter, TF404 client, TF120 two orders.';
grant execute on function app_public.search_foods(text, uuid, text[], text[], integer, text[], text[], text[], boolean, text, text) to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
