create or replace function app_private.compliance(org uuid, client uuid, from_on date, to_on date, days date[]) returns json
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  with macro as (
    select * from (values (1, 'energy', 208), (2, 'protein', 203), (3, 'carbohydrate', 205), (4, 'fat', 204)) m(position, name, nutrient_id)
  ), prescribed as (
    select m.nutrient_id, sum(coalesce(p.known[k.at], 0)) as known, sum(coalesce(p.unknown[k.at], 1)) as unknown
      from app_private.prescribed_meals(org, client, from_on, to_on) p
     cross join macro m
     cross join lateral (select array_position(p.nutrient_ids, m.nutrient_id) as at) k
     where p.on_date = any (days)
     group by 1
  ), logged as (
    select l.nutrient_id, sum(l.known) as known, sum(l.unknown) as unknown
      from app_private.logged_macros(org, client, from_on, to_on, array(select m.nutrient_id from macro m)) l
     where l.logged_on = any (days)
     group by 1
  )
  select json_object_agg(m.name, json_build_object(
           'nutrientId', m.nutrient_id, 'unit', n.unit,
           'prescribed', json_build_object('known', round(coalesce(p.known, 0), 3), 'unknown', coalesce(p.unknown, 0)),
           'logged', json_build_object('known', round(coalesce(l.known, 0), 3), 'unknown', coalesce(l.unknown, 0)),
           'percent', case when p.unknown = 0 and l.unknown = 0 and p.known > 0 then round(100 * l.known / p.known, 1) end,
           'unknown', coalesce(p.unknown, 0) + coalesce(l.unknown, 0)) order by m.position)
    from macro m
    join app_public.nutrients n on n.id = m.nutrient_id
    left join prescribed p on p.nutrient_id = m.nutrient_id
    left join logged l on l.nutrient_id = m.nutrient_id
$$;

comment on function app_private.compliance(uuid, uuid, date, date, date[]) is
  'Logged beside prescribed energy and macros, summed over these days of [from_on, to_on). Sums are at least known where unknown > 0; percent is null where a sum is no number but an interval, or nothing was prescribed (CLINICAL 14, 19).';
grant execute on function app_private.compliance(uuid, uuid, date, date, date[]) to tf_definer;
