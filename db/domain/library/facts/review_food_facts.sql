create or replace function app_public.review_food_facts(id uuid, facts json, note text default null) returns app_public.food_fact_reviews
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_note constant text := nullif(trim(review_food_facts.note), '');
  v_request constant jsonb := jsonb_build_object('facts', facts::jsonb, 'note', v_note);
  v_review app_public.food_fact_reviews;
  v_food_ids uuid[];
  v_allergen_ids uuid[];
  v_tag_codes text[];
  v_before jsonb[];
  v_after jsonb[];
begin
  if review_food_facts.id is null then
    raise exception 'A review needs an id.' using errcode = 'TF400';
  elsif length(v_note) > 1000 then
    raise exception 'A note has at most 1000 characters.' using errcode = 'TF400';
  end if;
  -- Reviews of an organisation follow each other, so that each knows what it changed.
  perform pg_advisory_xact_lock(hashtextextended('food facts ' || v_org, 0));
  select r.* into v_review from app_public.food_fact_reviews r where (r.org_id, r.id) = (v_org, review_food_facts.id);
  if found then
    if v_review.request <> v_request then
      raise exception 'This id belongs to another review.' using errcode = 'TF409';
    end if;
    return v_review;
  end if;

  select array_agg(a.food_id), array_agg(a.allergen_id), array_agg(a.tag_code), array_agg(o.word), array_agg(a.word)
    into v_food_ids, v_allergen_ids, v_tag_codes, v_before, v_after
    from (select q.food_id, q.allergen_id, q.tag_code,
                 case when q.answer is not null then jsonb_build_object('answer', q.answer, 'provenance', q.provenance, 'note', v_note, 'inferenceCode', null) end as word
            from app_private.asked_of_foods(v_org, facts) q) a
    left join app_private.own_food_facts(v_org, array(
           select f.id::uuid from json_array_elements(facts) s(statement), json_array_elements_text(s.statement -> 'foodIds') f(id))) o
      on o.food_id = a.food_id and (o.allergen_id = a.allergen_id or o.tag_code = a.tag_code)
   where a.word is distinct from o.word and (a.word is not null or o.word ->> 'provenance' <> 'inferred');
  perform app_private.write_own_food_facts(v_org, v_food_ids, v_allergen_ids, v_tag_codes, v_after);

  insert into app_public.food_fact_reviews (org_id, id, member_id, note, request, changes)
  select v_org, review_food_facts.id, app_hidden.current_member_id(), v_note, v_request,
         coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('foodId', f.id, 'food', f.name, 'allergen', l.code, 'tag', c.tag_code))
                            || jsonb_build_object('before', c.before, 'after', c.after) order by f.name, l.code, c.tag_code), '[]')
    from unnest(v_food_ids, v_allergen_ids, v_tag_codes, v_before, v_after) c(food_id, allergen_id, tag_code, before, after)
    join app_public.foods f on f.id = c.food_id and f.org_id = any (array[v_org, '00000000-0000-0000-0000-000000000000'])
    left join app_public.allergens l on l.id = c.allergen_id and l.org_id = any (array[v_org, '00000000-0000-0000-0000-000000000000'])
  returning * into v_review;
  return v_review;
end $$;
-- Definer: a review is written with what it changed, at one go.
alter function app_public.review_food_facts(uuid, json, text) owner to tf_definer;

comment on function app_public.review_food_facts(uuid, json, text) is
  'Confirms or changes what the organisation says of foods, of many at once: facts = [{foodIds, allergens or tags (codes), answer, provenance}]. answer: contains, may_contain or free of allergens; has or has_not of tags; confirm = what is only inferred of them (of all facts, where none is named) is right; withdraw = the organisation says nothing, and the knowledge base''s word counts. provenance: reviewed (the default) or declared by the maker. It becomes the organisation''s own word, which counts before the knowledge base''s; note says where it was read. Answers what changed, so that it can be taken back. The id comes from the caller: the same request again answers the same, another one TF409. TF400, TF404.';
revoke execute on function app_public.review_food_facts(uuid, json, text) from public;
grant execute on function app_public.review_food_facts(uuid, json, text) to tf_dietitian, tf_org_admin;
