create or replace function app_private.own_food_facts(org uuid, food_ids uuid[])
  returns table (food_id uuid, allergen_id uuid, tag_code text, word jsonb)
  language sql stable rows 200 set search_path = pg_catalog, pg_temp
as $$
  select a.food_id, a.allergen_id, null::text,
         jsonb_build_object('answer', a.presence, 'provenance', a.provenance, 'note', a.note, 'inferenceCode', a.inference_code)
    from app_public.food_allergens a where a.org_id = org and a.food_id = any (food_ids)
  union all
  select t.food_id, null, t.tag_code,
         jsonb_build_object('answer', case when t.is_present then 'has' else 'has_not' end, 'provenance', t.provenance, 'note', t.note, 'inferenceCode', t.inference_code)
    from app_public.food_tags t where t.org_id = org and t.food_id = any (food_ids)
$$;

comment on function app_private.own_food_facts(uuid, uuid[]) is 'An organisation''s own word about foods, each as {answer, provenance, note, inferenceCode}.';
grant execute on function app_private.own_food_facts(uuid, uuid[]) to tf_definer;

create or replace function app_private.write_own_food_facts(org uuid, food_ids uuid[], allergen_ids uuid[], tag_codes text[], words jsonb[]) returns void
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  delete from app_public.food_allergens a using unnest(food_ids, allergen_ids, words) w(food_id, allergen_id, word)
   where w.word is null and a.org_id = org and (a.food_id, a.allergen_id) = (w.food_id, w.allergen_id);
  delete from app_public.food_tags t using unnest(food_ids, tag_codes, words) w(food_id, tag_code, word)
   where w.word is null and t.org_id = org and (t.food_id, t.tag_code) = (w.food_id, w.tag_code);
  -- The organisation of food and allergen is filled by their triggers.
  insert into app_public.food_allergens (org_id, food_id, allergen_id, presence, provenance, note, inference_code)
  select org, w.food_id, w.allergen_id, (w.word ->> 'answer')::app_public.allergen_presence, (w.word ->> 'provenance')::app_public.fact_provenance,
         w.word ->> 'note', w.word ->> 'inferenceCode'
    from unnest(food_ids, allergen_ids, words) w(food_id, allergen_id, word)
   where w.word is not null and w.allergen_id is not null order by w.food_id, w.allergen_id
  on conflict (org_id, food_id, allergen_id) do update set
    presence = excluded.presence, provenance = excluded.provenance, note = excluded.note, inference_code = excluded.inference_code;
  insert into app_public.food_tags (org_id, food_id, tag_code, is_present, provenance, note, inference_code)
  select org, w.food_id, w.tag_code, w.word ->> 'answer' = 'has', (w.word ->> 'provenance')::app_public.fact_provenance,
         w.word ->> 'note', w.word ->> 'inferenceCode'
    from unnest(food_ids, tag_codes, words) w(food_id, tag_code, word)
   where w.word is not null and w.tag_code is not null order by w.food_id, w.tag_code
  on conflict (org_id, food_id, tag_code) do update set
    is_present = excluded.is_present, provenance = excluded.provenance, note = excluded.note, inference_code = excluded.inference_code;
$$;

comment on function app_private.write_own_food_facts(uuid, uuid[], uuid[], text[], jsonb[]) is
  'Brings an organisation''s own word about foods to these, set-based; a word that is null is withdrawn.';
grant execute on function app_private.write_own_food_facts(uuid, uuid[], uuid[], text[], jsonb[]) to tf_definer;
