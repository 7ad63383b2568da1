create or replace procedure app_private.write_written_facts(org_ids uuid[], food_ids uuid[], source name default null)
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  -- Locks first; only the last statement reads, so that it sees every fact that this one waited for.
  insert into app_private.written_facts (org_id, food_org_id, food_id)
  select c.org_id, f.org_id, f.id
    from (select distinct * from unnest(org_ids, food_ids)) c(org_id, food_id)
    join app_public.foods f on f.id = c.food_id and f.org_id = any (array[c.org_id, '00000000-0000-0000-0000-000000000000']) -- a deleted food's row goes with it
   order by c.org_id, c.food_id
  on conflict do nothing;
  perform from app_private.written_facts w
    where (w.org_id, w.food_id) in (select c.org_id, c.food_id from unnest(org_ids, food_ids) c(org_id, food_id))
    order by w.org_id, w.food_id for no key update;

  -- As PostgreSQL writes jsonb: keys by length, then by bytes; one blank after a colon and a comma.
  update app_private.written_facts w set facts = x.facts::json
    from (
      select k.org_id, k.food_id, k.facts::text as before,
             '{"tags": ' || case when source <> 'food_tags' then (k.facts -> 'tags')::text else (
               select coalesce('{' || string_agg('"' || s.tag_code || '": {"isPresent": ' || s.is_present || ', "provenance": "' || s.provenance || '"}', ', '
                                                 order by length(s.tag_code), s.tag_code collate "C") || '}', '{}')
                 from app_public.food_tags s where (s.org_id, s.food_id) = (k.org_id, k.food_id)) end
             || ', "allergens": ' || case when source <> 'food_allergens' then (k.facts -> 'allergens')::text else (
               select coalesce('{' || string_agg('"' || s.code || '": {"presence": "' || s.presence || '", "provenance": "' || s.provenance || '"}', ', '
                                                 order by length(s.code), s.code collate "C") || '}', '{}')
                 from (select distinct on (a.code) a.code, s.presence, s.provenance -- an own allergen counts before one of the knowledge base that is called the same
                         from app_public.food_allergens s join app_public.allergens a on (a.org_id, a.id) = (s.allergen_org_id, s.allergen_id)
                        where (s.org_id, s.food_id) = (k.org_id, k.food_id) order by a.code, a.org_id <> k.org_id) s) end
             || ', "nutrients": ' || case when source <> 'food_nutrients' then (k.facts -> 'nutrients')::text else (
               select coalesce('{' || string_agg('"' || v.nutrient_id || '": ' || v.amount, ', ' order by v.nutrient_id) || '}', '{}')
                 from app_public.food_nutrients v where (v.org_id, v.food_id) = (k.org_id, k.food_id)) end || '}' as facts
        from app_private.written_facts k
       where (k.org_id, k.food_id) in (select c.org_id, c.food_id from unnest(org_ids, food_ids) c(org_id, food_id))) x
   where (w.org_id, w.food_id) = (x.org_id, x.food_id) and x.facts <> x.before;
end $$;

comment on procedure app_private.write_written_facts(uuid[], uuid[], name) is
  'Derives anew what these organisations say of these foods, as text: what comes from one table, or all of it.';
