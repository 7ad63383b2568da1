create or replace function app_private.energy_percent(panel integer[], known numeric[], unknown bigint[]) returns json
  language sql stable
as $$
  with at as (
    select pg_catalog.array_position(panel, 208) as energy, pg_catalog.array_position(panel, 203) as protein,
           pg_catalog.array_position(panel, 205) as carbohydrate, pg_catalog.array_position(panel, 204) as fat,
           pg_catalog.array_position(panel, 221) as alcohol
  ), energy as (
    -- Above [known, ∞) a ratio may be anything: without every value of both it is undetermined (CLINICAL 19).
    select 100 / nullif(known[at.energy], 0) as share, unknown[at.energy] = 0 as is_known from at
  )
  select pg_catalog.json_build_object(
    'protein',      case when e.is_known and unknown[at.protein] = 0      then pg_catalog.round(4 * known[at.protein] * e.share, 2) end,
    'carbohydrate', case when e.is_known and unknown[at.carbohydrate] = 0 then pg_catalog.round(4 * known[at.carbohydrate] * e.share, 2) end,
    'fat',          case when e.is_known and unknown[at.fat] = 0          then pg_catalog.round(9 * known[at.fat] * e.share, 2) end,
    'alcohol',      case when e.is_known and unknown[at.alcohol] = 0      then pg_catalog.round(7 * known[at.alcohol] * e.share, 2) end)
    from at, energy e
$$;

comment on function app_private.energy_percent(integer[], numeric[], bigint[]) is
  'Percent of energy (USDA 208) by 4 / 4 / 9 / 7 kcal a g of protein / carbohydrate / fat / alcohol (CLINICAL 5); need not add up to 100. known and unknown are in the order of the panel. Null = undetermined: something is unknown, or there is no energy.';
grant execute on function app_private.energy_percent(integer[], numeric[], bigint[]) to tf_definer;
