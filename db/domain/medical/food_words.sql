-- Its callers join short lists without nested loops, a setting that reaches into what they call: here one row a food is looked up, and
-- without them all panels of the library would be read.
create or replace function app_private.food_words(org uuid, food_ids uuid[]) returns table (food_id uuid, own bytea, shared bytea)
  language sql stable rows 200 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = on
as $$
  select f.food_id, o.facts, k.facts
    from (select distinct u.food_id from unnest(food_ids) u(food_id)) f
    left join app_private.food_fact_panels o on (o.org_id, o.food_id) = (org, f.food_id)
    left join app_private.food_fact_panels k on (k.org_id, k.food_id) = ('00000000-0000-0000-0000-000000000000', f.food_id)
$$;

comment on function app_private.food_words(uuid, uuid[]) is
  'What the organisation itself and the knowledge base say of each food, as food_fact_panels hold it; null where they say nothing.';
grant execute on function app_private.food_words(uuid, uuid[]) to tf_definer;

create or replace function app_private.own_allergen_words(org uuid, allergen_ids uuid[], foods app_private.item_food[])
  returns table (allergen_id uuid, food_id uuid, byte integer)
  language plpgsql stable rows 5 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_nestloop = on
as $$
begin
  if cardinality(allergen_ids) > 0 then
    return query
      select a.allergen_id, a.food_id, app_private.fact_byte(a.presence, a.provenance)
        from app_public.food_allergens a
       where a.org_id = org and a.allergen_id = any (allergen_ids) and a.food_id = any (array(select f.food_id from unnest(foods) f));
  end if;
end $$;

comment on function app_private.own_allergen_words(uuid, uuid[], app_private.item_food[]) is
  'What the organisation says of allergens that it added itself, which have no byte in food_fact_panels: as fact_byte() puts it.';
grant execute on function app_private.own_allergen_words(uuid, uuid[], app_private.item_food[]) to tf_definer;
