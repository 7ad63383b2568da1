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
  v_filter app_private.library_filter;
  v_unknown text;
  v_hits app_private.library_hit[];
  v_conflicts json[]; -- in the order of the hits
  v_marks json := '{}'; -- by food or recipe
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
  v_hits := array(select s from app_private.search_library(v_org, app_hidden.current_member_id(), client_id, query, v_filter, v_limit) s order by s.rank);
  if client_id is not null and cardinality(v_hits) > 0 then
    v_conflicts := array(
      select c.conflicts
        from unnest(v_hits) with ordinality h
        left join app_private.library_conflicts(
          client_id, array(select f.id from unnest(v_hits) f where f.kind = 'food'), array(select r.id from unnest(v_hits) r where r.kind = 'recipe')) c on c.item_id = h.id
       order by h.ordinality);
    v_marks := app_private.preference_marks_json(v_org, client_id, array(select h.id from unnest(v_hits) h));
  end if;
  return app_private.library_hits_json(v_org, query, v_hits, v_conflicts, v_marks,
    coalesce(v_filter.most_of, v_filter.least_of, (select c.nutrient_id from app_public.nutrient_claims c where c.code = v_claims[1])));
end $$;
-- Definer: it reads search indexes and derived panels that no role is granted; the organisation is stated, and own_organisation binds it.
alter function app_public.search_foods(text, uuid, text[], text[], integer, text[], text[], text[], boolean, text, text) owner to tf_definer;

comment on function app_public.search_foods(text, uuid, text[], text[], integer, text[], text[], text[], boolean, text, text) is
  '@medicalRecord client client_id
Foods and recipes that the words, or a barcode of 8 to 14 digits, name, best first, at most 100: [{kind, id, name, brand, group, groupCode, foodKind (food, supplement, sip_feed, fluid), barcode, isOwn, recency (recent, client, frequent), isAlike, synonym, kcalPer100g, nutrient: {code, name, unit, per100g}, portions: [{id, label, grams, isOwn}], units, conflicts, preferences: [{kind, label}]}]. Without words and filters: what the caller used last (recent), what stands in the client''s plans (client), what the organisation uses most (frequent); with filters alone, whatever fits. isAlike: the library does not have a word that was typed, and this is called by one that is written alike; what only holds the letters comes after. synonym: the other name that was found, or what was typed where the food is only called that elsewhere. dietary_tags: only what has all these properties; free_of: only what is known to be free of all these allergens; food_groups: codes of groups; nutrient_claims: codes of nutrient_claims, all of which must be known to hold; kinds: food, supplement, sip_feed, fluid, recipe; own_only: only the organisation''s own; most_of, least_of: code of a nutrient of the panel, in the order of which the answer stands, per 100 g, without what is unknown. With a client, for staff, conflicts are the findings for that client: of 100 g of a food, of a serving of a recipe, the gravest first, as check_food and check_recipe tell them, without sources and what is null, false or empty; isOnlyInferred: nothing of it is unknown, but what is known is only inferred. preferences are what speaks against it by the client''s dislikes (kind dislike) and diets (diet): that colours and never blocks. TF400 unknown filter, TF404 client, TF120 two orders.';
grant execute on function app_public.search_foods(text, uuid, text[], text[], integer, text[], text[], text[], boolean, text, text) to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
