create or replace function app_private.food_words(org uuid, food_ids uuid[]) returns table (food_id uuid, facts bytea, own bytea)
  language sql stable rows 200 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
  select coalesce(k.food_id, o.food_id),
         case when o.facts is null then k.facts when k.facts is null then o.facts
              else (select decode(string_agg(lpad(to_hex(coalesce(nullif(get_byte(o.facts, b.index), 0), get_byte(k.facts, b.index))), 2, '0'), '' order by b.index), 'hex')
                      from generate_series(0, octet_length(o.facts) - 1) b(index)) end,
         o.facts
    from (select p.food_id, p.facts from app_private.food_fact_panels p
           where p.org_id = '00000000-0000-0000-0000-000000000000' and p.food_id = any (food_ids)) k
    full join (select p.food_id, p.facts from app_private.food_fact_panels p where p.org_id = org and p.food_id = any (food_ids)) o on o.food_id = k.food_id
$$;

comment on function app_private.food_words(uuid, uuid[]) is
  'What is known of each food, as food_fact_panels hold it: facts = the organisation''s own word before the knowledge base''s, own = its own alone. A food of which neither says anything is not listed.';
grant execute on function app_private.food_words(uuid, uuid[]) to tf_definer;

create or replace function app_private.own_allergen_words(org uuid, allergen_ids uuid[], food_ids uuid[])
  returns table (allergen_id uuid, food_id uuid, byte integer)
  language plpgsql stable rows 5 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = on
as $$
begin
  if cardinality(allergen_ids) > 0 then
    return query
      select a.allergen_id, a.food_id, app_private.fact_byte(a.presence, a.provenance)
        from app_public.food_allergens a
       where a.org_id = org and a.allergen_id = any (allergen_ids) and a.food_id = any (food_ids);
  end if;
end $$;

comment on function app_private.own_allergen_words(uuid, uuid[], uuid[]) is
  'What the organisation says of allergens that it added itself, which have no byte in food_fact_panels: as fact_byte() puts it.';
grant execute on function app_private.own_allergen_words(uuid, uuid[], uuid[]) to tf_definer;
