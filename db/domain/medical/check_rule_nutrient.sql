create or replace function app_private.check_rule_nutrient(
  rule text, nutrient text, per text, minimum numeric, maximum numeric, unit text, weight text, weight_max_age_days integer, max_variation_percent numeric
) returns void
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_nutrient app_public.nutrients;
  v_has_share boolean;
begin
  if nutrient is null then
    perform app_private.refuse_rule(rule, 'the nutrient is missing: write its code, such as "sodium".');
  end if;
  perform app_private.require_code(rule, 'nutrient', nutrient);
  select * into v_nutrient from app_public.nutrients n where n.code = nutrient;
  v_has_share := app_private.energy_per_gram(v_nutrient.id) is not null;
  if not v_nutrient.is_summable then
    perform app_private.refuse_rule(rule, format('%s is kept as its source has it and never ruled on: write energy (kcal), vitamin_a (µg RAE) or vitamin_d (µg).', nutrient));
  end if;

  if max_variation_percent is not null then
    if max_variation_percent <= 0 or max_variation_percent >= 'Infinity' then
      perform app_private.refuse_rule(rule, 'max_variation_percent must be above zero: it says how far a day may lie from the mean day.');
    end if;
    if num_nonnulls(unit, weight, weight_max_age_days) > 0 or per is distinct from 'day' and per is not null then
      perform app_private.refuse_rule(rule, 'a variation is from day to day and in percent: leave out per, unit and weight.');
    end if;
    return;
  end if;

  if per is null or per not in ('item', 'meal', 'day', 'average_day') then
    perform app_private.refuse_rule(rule, format('a bound holds per item, meal, day or average_day, not per "%s".', per));
  end if;
  if least(minimum, maximum) < 0 then
    perform app_private.refuse_rule(rule, 'a bound cannot be below zero.');
  end if;
  if greatest(minimum, maximum) >= 'Infinity' then -- NaN is greater still
    perform app_private.refuse_rule(rule, 'a bound is a number: leave out the minimum or the maximum where there is none.');
  end if;
  if greatest(minimum, maximum) >= 1000000 then
    perform app_private.refuse_rule(rule, format('no food brings a million %s: check the bound and its unit.', v_nutrient.unit));
  end if;
  if minimum = 0 then
    perform app_private.refuse_rule(rule, 'a minimum of zero is always kept: leave it out.');
  end if;
  if maximum < minimum then
    perform app_private.refuse_rule(rule, format('the maximum %s is below the minimum %s: exchange them.', maximum, minimum));
  end if;
  if unit is null then
    perform app_private.refuse_rule(rule, format('the unit is missing: write %s, %s/kg%s.', v_nutrient.unit, v_nutrient.unit,
      case when v_has_share then ' or % (of energy)' else '' end));
  end if;
  if unit = '%' then
    if not v_has_share then
      perform app_private.refuse_rule(rule, format('%s has no share of energy: write the bound in %s or %s/kg.', nutrient, v_nutrient.unit, v_nutrient.unit));
    end if;
    if greatest(minimum, maximum) > 100 then
      perform app_private.refuse_rule(rule, 'a share of energy is at most 100 %.');
    end if;
  elsif unit not in (v_nutrient.unit, v_nutrient.unit || '/kg') then
    perform app_private.refuse_rule(rule, format('%s is measured in %s, not in %s: convert the bound and write %s%s.', nutrient, v_nutrient.unit, unit,
      v_nutrient.unit, case when unit like '%/kg' then '/kg' else '' end));
  end if;

  if unit like '%/kg' then
    if weight is null or weight not in ('actual', 'dry', 'adjusted') then
      perform app_private.refuse_rule(rule, 'a bound per kg names its weight: write weight => ''actual'', ''dry'' or ''adjusted''.');
    end if;
    if weight_max_age_days is null or weight_max_age_days not between 1 and 3660 then
      perform app_private.refuse_rule(rule, 'a bound per kg says how old the weight may be: write weight_max_age_days, such as 90, at most 3660.');
    end if;
  elsif num_nonnulls(weight, weight_max_age_days) > 0 then
    perform app_private.refuse_rule(rule, format('only a bound per kg takes a weight: write the unit as %s/kg, or leave out the weight.', v_nutrient.unit));
  end if;
end $$;

comment on function app_private.check_rule_nutrient(text, text, text, numeric, numeric, text, text, integer, numeric) is
  'TF040 unless a bound or a variation names a known nutrient, its own unit, and what a bound of that kind needs.';
