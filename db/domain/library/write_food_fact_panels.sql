create or replace procedure app_private.write_food_fact_panels(org_ids uuid[], food_ids uuid[])
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  -- Locks first; only the next statement reads, so that it sees every fact that this one waited for.
  insert into app_private.food_fact_panels (org_id, food_org_id, food_id, facts)
  select c.org_id, f.org_id, f.id, ''
    from (select distinct * from unnest(org_ids, food_ids)) c(org_id, food_id)
    join app_public.foods f on f.id = c.food_id and f.org_id = any (array[c.org_id, '00000000-0000-0000-0000-000000000000']) -- a deleted food's row goes with it
   order by c.org_id, c.food_id
  on conflict do nothing;
  perform from app_private.food_fact_panels p
    where (p.org_id, p.food_id) in (select c.org_id, c.food_id from unnest(org_ids, food_ids) c(org_id, food_id))
    order by p.org_id, p.food_id for no key update;

  update app_private.food_fact_panels p
     set facts = w.facts
    from (
      select c.org_id, c.food_id, decode(string_agg(lpad(to_hex(coalesce(b.byte, 0)), 2, '0'), '' order by c.byte_index), 'hex') as facts
        from (select distinct u.org_id, u.food_id, k.* from unnest(org_ids, food_ids) u(org_id, food_id) cross join app_private.fact_positions() k) c
        left join (
          select t.org_id, t.food_id, k.byte_index,
                 app_private.fact_byte(case when t.is_present then 'contains' else 'free' end::app_public.allergen_presence, t.provenance) as byte
            from (select distinct * from unnest(org_ids, food_ids)) u(org_id, food_id)
            join app_public.food_tags t on (t.org_id, t.food_id) = (u.org_id, u.food_id)
            join app_private.fact_positions() k on k.tag_code = t.tag_code
          union all
          select a.org_id, a.food_id, k.byte_index, app_private.fact_byte(a.presence, a.provenance)
            from (select distinct * from unnest(org_ids, food_ids)) u(org_id, food_id)
            join app_public.food_allergens a on (a.org_id, a.food_id) = (u.org_id, u.food_id)
            join app_private.fact_positions() k on k.allergen_id = a.allergen_id) b
          on (b.org_id, b.food_id, b.byte_index) = (c.org_id, c.food_id, c.byte_index)
       group by c.org_id, c.food_id) w
   where (p.org_id, p.food_id) = (w.org_id, w.food_id) and p.facts <> w.facts;
end $$;

comment on procedure app_private.write_food_fact_panels(uuid[], uuid[]) is 'Derives anew what these organisations say of these foods, from their tags and allergens.';
