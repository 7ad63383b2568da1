create or replace function app_public.undo_food_fact_review(id uuid) returns app_public.food_fact_reviews
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_review app_public.food_fact_reviews;
  v_food_ids uuid[];
  v_allergen_ids uuid[];
  v_tag_codes text[];
  v_words jsonb[];
begin
  perform pg_advisory_xact_lock(hashtextextended('food facts ' || v_org, 0));
  select r.* into v_review from app_public.food_fact_reviews r where (r.org_id, r.id) = (v_org, undo_food_fact_review.id);
  if not found then
    raise exception 'There is no such review.' using errcode = 'TF404';
  elsif v_review.undone_at is not null then
    return v_review;
  end if;
  -- Only what still is as the review left it: what somebody has said since stays.
  select array_agg(c.food_id), array_agg(c.allergen_id), array_agg(c.tag_code), array_agg(c.before)
    into v_food_ids, v_allergen_ids, v_tag_codes, v_words
    from (select (e.change ->> 'foodId')::uuid as food_id, l.id as allergen_id, e.change ->> 'tag' as tag_code,
                 nullif(e.change -> 'before', 'null') as before, nullif(e.change -> 'after', 'null') as after
            from jsonb_array_elements(v_review.changes) e(change)
            left join lateral (
              select a.id from app_public.allergens a
               where a.code = e.change ->> 'allergen' and a.org_id = any (array[v_org, '00000000-0000-0000-0000-000000000000']) order by a.org_id limit 1) l on true) c
    left join app_private.own_food_facts(v_org, array(select (e.change ->> 'foodId')::uuid from jsonb_array_elements(v_review.changes) e(change))) o
      on o.food_id = c.food_id and (o.allergen_id = c.allergen_id or o.tag_code = c.tag_code)
   where o.word is not distinct from c.after;
  perform app_private.write_own_food_facts(v_org, v_food_ids, v_allergen_ids, v_tag_codes, v_words);
  update app_public.food_fact_reviews r
     set undone_at = now(), undone_by_member_id = app_hidden.current_member_id()
   where (r.org_id, r.id) = (v_org, undo_food_fact_review.id)
  returning * into v_review;
  return v_review;
end $$;
-- Definer: it brings back what was said before, which no role may write as it was.
alter function app_public.undo_food_fact_review(uuid) owner to tf_definer;

comment on function app_public.undo_food_fact_review(uuid) is
  'Takes a review back: each fact is again what the organisation said before, unless somebody has said something else since. Once undone, the same answer again. TF404.';
revoke execute on function app_public.undo_food_fact_review(uuid) from public;
grant execute on function app_public.undo_food_fact_review(uuid) to tf_dietitian, tf_org_admin;
