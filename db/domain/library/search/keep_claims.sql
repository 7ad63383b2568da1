create or replace function app_private.keep_claims(claim_codes text[], panels app_private.panel_of_100g[]) returns setof uuid
  language sql stable rows 100 set search_path = pg_catalog, pg_temp
as $$
  with claim as materialized (
    select array_position(k.panel, c.nutrient_id) as place, array_position(k.panel, c.plus_nutrient_id) as plus, c.plus_nutrient_id is not null as has_plus,
           array_position(k.panel, 208) as energy, c.minimum, coalesce(c.drink_minimum, c.minimum) as drink_minimum, c.minimum_per_100_kcal, c.minimum_energy_percent,
           c.maximum, coalesce(c.drink_maximum, c.maximum) as drink_maximum, c.maximum_energy_percent, app_private.energy_per_gram(c.nutrient_id) as kcal_per_g
      from app_public.nutrient_claims c, app_private.panel_nutrient_ids() k(panel)
     where c.code = any (claim_codes)
  )
  select p.id
    from claim c
    join unnest(panels) p on p.unknown[c.place] = 0 and (not c.has_plus or p.unknown[c.plus] = 0)
   cross join lateral (
     select p.known[c.place] + case when c.has_plus then p.known[c.plus] else 0 end as amount,
            case when p.unknown[c.energy] = 0 then p.known[c.energy] end as kcal) a
   where case
         when c.minimum is not null then
           a.amount >= case when p.is_drink then c.drink_minimum else c.minimum end
           or coalesce(a.kcal > 0 and a.amount * 100 >= c.minimum_per_100_kcal * a.kcal, false)
         when c.minimum_energy_percent is not null then
           coalesce(a.kcal > 0 and a.amount * c.kcal_per_g * 100 >= c.minimum_energy_percent * a.kcal, false)
         else
           a.amount <= case when p.may_be_drink then c.drink_maximum else c.maximum end
           and (c.maximum_energy_percent is null or coalesce(a.amount * c.kcal_per_g * 100 <= c.maximum_energy_percent * a.kcal, false)) end
   group by p.id
  having count(*) = (select count(*) from claim)
$$;

comment on function app_private.keep_claims(text[], app_private.panel_of_100g[]) is
  'Of which of these panels all claims are known to hold; where a value that one asks is not known, it does not. What may be a drink has to keep the stricter bound of both.';
grant execute on function app_private.keep_claims(text[], app_private.panel_of_100g[]) to tf_definer;
