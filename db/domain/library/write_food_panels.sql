create or replace procedure app_private.write_food_panels(org_ids uuid[], food_ids uuid[])
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_ids constant integer[] := app_private.packed_nutrient_ids();
  v_size constant integer := cardinality(app_private.panel_nutrient_ids());
begin
  -- Locks first; only the later statement reads, so that it sees every value that this one waited for.
  insert into app_private.food_panels (org_id, food_id, known, unknown)
  select f.org_id, f.id, '{}', '{}'
    from unnest(org_ids, food_ids) c(org_id, food_id) join app_public.foods f on (f.org_id, f.id) = (c.org_id, c.food_id)
   order by f.org_id, f.id
  on conflict do nothing;
  perform from app_private.food_panels p
    where (p.org_id, p.food_id) in (select c.org_id, c.food_id from unnest(org_ids, food_ids) c(org_id, food_id))
    order by p.org_id, p.food_id for no key update;

  insert into app_private.food_panels as p (org_id, food_id, known, unknown, packed, lacks, lacking)
  select f.org_id, f.id, a.known[: v_size], a.unknown[: v_size], case when a.fits then app_private.packed_amounts(a.known, 13, 32) end,
         array_to_string(a.unknown, '')::bit varying, a.lacking
    from unnest(org_ids, food_ids) c(org_id, food_id)
    join app_public.foods f on (f.org_id, f.id) = (c.org_id, c.food_id) -- a deleted food's rows go with it
   cross join lateral (
     select array_agg(trim_scale(coalesce(n.amount, 0)) order by k.position) as known, array_agg((n.amount is null)::integer order by k.position) as unknown,
            coalesce(array_agg(k.nutrient_id order by k.position) filter (where n.amount is null), '{}') as lacking,
            bool_and(n.amount is null or app_private.amount_fits(n.amount)) as fits
       from unnest(v_ids) with ordinality k(nutrient_id, position)
       left join ( -- read in one go, not nutrient by nutrient
         select n.nutrient_id, n.amount from app_public.food_nutrients n where (n.org_id, n.food_id) = (f.org_id, f.id) offset 0) n
         on n.nutrient_id = k.nutrient_id) a
  on conflict (org_id, food_id) do update set known = excluded.known, unknown = excluded.unknown, packed = excluded.packed, lacks = excluded.lacks, lacking = excluded.lacking
   where (p.known, p.unknown, p.packed, p.lacks, p.lacking) is distinct from (excluded.known, excluded.unknown, excluded.packed, excluded.lacks, excluded.lacking);
end $$;

comment on procedure app_private.write_food_panels(uuid[], uuid[]) is 'Derives the panels of these foods anew from their nutrients.';
