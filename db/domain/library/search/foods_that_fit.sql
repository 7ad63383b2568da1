-- Reads one row of figures and two of facts a food, never its tags and nutrients one by one: a filter asks thousands of foods.
create or replace function app_private.foods_that_fit(org uuid, food_ids uuid[], filter app_private.library_filter) returns table (food_id uuid)
  language plpgsql stable rows 300 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
declare
  v_orgs constant uuid[] := array[org, '00000000-0000-0000-0000-000000000000'];
  v_allergen_ids constant uuid[] := coalesce(filter.allergen_ids, '{}');
  v_tags constant integer[] := array(select k.byte_index from app_private.fact_positions() k where k.tag_code = any (filter.tag_codes));
  v_lacked constant integer[] := array(select k.byte_index from app_private.fact_positions() k where k.tag_code = any (filter.lacked_tag_codes));
  -- Which allergen was asked, beside the place of each that is it or wider; and the places of all that are it or narrower.
  v_asked uuid[];
  v_wider integer[];
  v_narrower integer[];
  v_has_own_words boolean; -- allergens that the organisation added itself stand in no panel
  v_panel constant integer[] := app_private.panel_nutrient_ids();
  v_energy constant integer := array_position(v_panel, 208);
  v_claim app_public.nutrient_claims;
  v_place integer;
  v_plus integer; -- counted with it
  v_kcal_per_g numeric;
  v_ids uuid[] := food_ids;
begin
  if cardinality(v_allergen_ids) > 0 then
    with recursive up(asked_id, id) as (
      select i.id, i.id from unnest(v_allergen_ids) i(id)
      union
      select u.asked_id, a.parent_id from up u join app_public.allergens a on a.id = u.id and a.org_id = any (v_orgs) where a.parent_id is not null
    )
    select array_agg(u.asked_id), array_agg(k.byte_index), bool_or(k.byte_index is null) into v_asked, v_wider, v_has_own_words
      from up u left join app_private.fact_positions() k on k.allergen_id = u.id;
    with recursive down(id) as (
      select i.id from unnest(v_allergen_ids) i(id)
      union
      select a.id from down d join app_public.allergens a on a.parent_id = d.id and a.org_id = any (v_orgs)
    )
    select array_agg(k.byte_index), v_has_own_words or bool_or(k.byte_index is null) into v_narrower, v_has_own_words
      from down d left join app_private.fact_positions() k on k.allergen_id = d.id;
  end if;
  if cardinality(v_tags) + cardinality(v_lacked) + cardinality(v_allergen_ids) > 0 then
    v_ids := array(
      select f.id
        from app_public.foods f
        left join app_private.food_fact_panels own on (own.org_id, own.food_id) = (org, f.id)
        left join app_private.food_fact_panels shared on (shared.org_id, shared.food_id) = ('00000000-0000-0000-0000-000000000000', f.id)
       where f.org_id = any (v_orgs) and f.id = any (v_ids)
         and (cardinality(v_tags) = 0 or not exists (
               select from unnest(v_tags) t(byte_index)
                where coalesce(nullif(get_byte(nullif(own.facts, ''), t.byte_index), 0), get_byte(nullif(shared.facts, ''), t.byte_index), 0) not in (1, 2)))
         and (cardinality(v_lacked) = 0 or not exists (
               select from unnest(v_lacked) t(byte_index)
                where coalesce(nullif(get_byte(nullif(own.facts, ''), t.byte_index), 0), get_byte(nullif(shared.facts, ''), t.byte_index), 0) not in (7, 8)))
         and (cardinality(v_allergen_ids) = 0 or case when v_has_own_words then app_private.food_is_free_of(org, f.org_id, f.id, v_allergen_ids) else
               not exists (
                 select from unnest(v_narrower) n(byte_index)
                  where coalesce(nullif(get_byte(nullif(own.facts, ''), n.byte_index), 0), get_byte(nullif(shared.facts, ''), n.byte_index), 0) between 1 and 6)
               and cardinality(v_allergen_ids) = (
                 select count(distinct w.asked_id) from unnest(v_asked, v_wider) w(asked_id, byte_index)
                  where coalesce(nullif(get_byte(nullif(own.facts, ''), w.byte_index), 0), get_byte(nullif(shared.facts, ''), w.byte_index), 0) in (7, 8)) end));
  end if;
  for v_claim in select c.* from app_public.nutrient_claims c where c.code = any (filter.claim_codes) loop
    v_place := array_position(v_panel, v_claim.nutrient_id);
    v_plus := array_position(v_panel, v_claim.plus_nutrient_id);
    v_kcal_per_g := app_private.energy_per_gram(v_claim.nutrient_id);
    v_ids := array(
      with food as materialized ( -- each read by itself: joined row by row they cost several times as much
        select f.id, f.kind in ('fluid', 'sip_feed') as is_drink, f.food_group_code is not distinct from '1400' as is_beverage -- some of which are powders
          from app_public.foods f where f.org_id = any (v_orgs) and f.id = any (v_ids)
      ), held as materialized (
        select p.food_id, p.known[v_place] + case when v_plus is null then 0 else p.known[v_plus] end as amount, case when p.unknown[v_energy] = 0 then p.known[v_energy] end as kcal
          from app_private.food_panels p
         where p.org_id = any (v_orgs) and p.food_id = any (v_ids) and p.unknown[v_place] = 0 and (v_plus is null or p.unknown[v_plus] = 0)
      )
      select f.id from held h join food f on f.id = h.food_id
       where app_private.keeps_claim(v_claim, h.amount, h.kcal, v_kcal_per_g, f.is_drink, f.is_drink or f.is_beverage));
  end loop;
  return query select unnest(v_ids);
end $$;

comment on function app_private.foods_that_fit(uuid, uuid[], app_private.library_filter) is
  'Those of the foods that are stated to have all properties and to lack others, known to be free of all allergens (declared or reviewed free of each or of a wider one, and nothing narrower in it) and known to keep all claims about nutrients. Unreviewed is neither, inferred clears nothing (CLINICAL 21, 22), and an unknown value is never low.';
grant execute on function app_private.foods_that_fit(uuid, uuid[], app_private.library_filter) to tf_definer;
