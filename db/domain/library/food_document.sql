create or replace function app_public.food_document(food_id uuid) returns json
  language plpgsql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_orgs constant uuid[] := array[v_org, '00000000-0000-0000-0000-000000000000'];
  v_shown constant integer[] := app_private.shown_nutrient_ids(v_org);
  v_food app_public.foods;
begin
  select f.* into v_food from app_public.foods f where f.id = food_document.food_id and f.org_id = any (v_orgs);
  if not found then
    raise exception 'There is no such food.' using errcode = 'TF404';
  end if;

  return json_build_object(
    'id', v_food.id, 'name', v_food.name, 'kind', v_food.kind, 'synonyms', v_food.synonyms, 'brand', v_food.brand, 'barcode', v_food.barcode,
    'groupCode', v_food.food_group_code, 'group', (select g.name from app_public.food_groups g where g.code = v_food.food_group_code),
    'usdaNdbNumber', v_food.usda_ndb_number, 'source', v_food.source, 'sourceVersion', v_food.source_version,
    'sourceOn', v_food.source_on, 'isOwn', v_food.org_id = v_org, 'isArchived', v_food.archived_at is not null, 'revision', v_food.revision,
    'updatedAt', v_food.updated_at, 'updatedBy', (select u.display_name from app_public.users u where u.id = v_food.updated_by),
    'copiedFrom', (select json_build_object('id', o.id, 'name', o.name, 'isOwn', o.org_id = v_org, 'isChangedSince', o.updated_at > v_food.created_at)
                     from app_public.foods o where (o.org_id, o.id) = (v_food.copied_from_org_id, v_food.copied_from_id)),
    'refuseShare', v_food.refuse_share, 'densityGPerMl', v_food.density_g_per_ml,
    'portions', app_private.food_portions_json(v_org, v_food.org_id, v_food.id),
    'units', (select case when v_food.density_g_per_ml is null then u.masses else u.masses_and_volumes end from app_private.food_units() u),
    'nutrients', (
      select json_agg(json_build_object(
               'id', n.id, 'code', n.code, 'name', n.name, 'unit', n.unit, 'decimals', n.decimals, 'isPanel', n.id = any (v_shown),
               'isSummable', n.is_summable, 'amount', v.amount, 'isAssumedZero', coalesce(v.is_assumed_zero, false),
               'sourceCode', v.source_code, 'derivationCode', v.derivation_code, 'source', v.source, 'statedOn', v.stated_on) order by n.sort_order, n.id)
        from app_public.nutrients n
        left join app_public.food_nutrients v on (v.org_id, v.food_id, v.nutrient_id) = (v_food.org_id, v_food.id, n.id)
       where n.is_panel or v.nutrient_id is not null),
    'energyPercent', (
      select app_private.energy_percent(array_agg(k.id), array_agg(coalesce(v.amount, 0)), array_agg((v.amount is null)::integer::bigint))
        from unnest('{208,203,205,204,221}'::integer[]) k(id)
        left join app_public.food_nutrients v on (v.org_id, v.food_id, v.nutrient_id) = (v_food.org_id, v_food.id, k.id)),
    'allergens', (
      select coalesce(json_agg(json_build_object('code', s.code, 'name', s.name, 'presence', s.presence, 'provenance', s.provenance, 'note', s.note, 'isOwn', s.is_own)
                               order by s.presence, s.name), '[]')
        from (select distinct on (x.allergen_id) a.code, a.name, x.presence, x.provenance, x.note, x.org_id = v_org as is_own
                from app_public.food_allergens x join app_public.allergens a on (a.org_id, a.id) = (x.allergen_org_id, x.allergen_id)
               where (x.food_org_id, x.food_id) = (v_food.org_id, v_food.id) and x.org_id = any (v_orgs)
               order by x.allergen_id, (x.org_id = v_org) desc) s),
    'tags', (
      select coalesce(json_agg(json_build_object('code', s.code, 'name', s.name, 'isPresent', s.is_present, 'provenance', s.provenance, 'note', s.note, 'isOwn', s.is_own)
                               order by s.is_present desc, s.name), '[]')
        from (select distinct on (x.tag_code) t.code, t.name, x.is_present, x.provenance, x.note, x.org_id = v_org as is_own
                from app_public.food_tags x join app_public.tags t on t.code = x.tag_code
               where (x.food_org_id, x.food_id) = (v_food.org_id, v_food.id) and x.org_id = any (v_orgs)
               order by x.tag_code, (x.org_id = v_org) desc) s));
end $$;
-- Definer: one document from seven tables; the organisation is stated, and own_organisation binds it.
alter function app_public.food_document(uuid) owner to tf_definer;

comment on function app_public.food_document(uuid) is
  'Everything about a food: names, kind, source with version and day, what it was copied from, revision, portions (g), units that its amounts convert from, nutrients per 100 g (the panel and whatever else is known; amount null = unknown; isAssumedZero; source and statedOn where they are not the food''s), percent of energy (4 / 4 / 9 / 7, CLINICAL 5; null = undetermined), allergens and tags with how they are known, the organisation''s own word (isOwn) before the knowledge base''s. No entry = unreviewed. TF404.';
grant execute on function app_public.food_document(uuid) to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
