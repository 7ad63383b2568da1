-- No settings of its own: it is folded into the queries that ask it of thousands of foods.
create or replace function app_private.keeps_claim(claim app_public.nutrient_claims, amount numeric, kcal numeric, kcal_per_g numeric, is_drink boolean, may_be_drink boolean) returns boolean
  language sql immutable parallel safe
as $$
  select case
    when (claim).minimum is not null then
      amount >= case when is_drink then coalesce((claim).drink_minimum, (claim).minimum) else (claim).minimum end
      or coalesce(kcal > 0 and amount * 100 >= (claim).minimum_per_100_kcal * kcal, false)
    when (claim).minimum_energy_percent is not null then
      coalesce(kcal > 0 and amount * kcal_per_g * 100 >= (claim).minimum_energy_percent * kcal, false)
    else
      amount <= case when may_be_drink then coalesce((claim).drink_maximum, (claim).maximum) else (claim).maximum end
      and ((claim).maximum_energy_percent is null or coalesce(amount * kcal_per_g * 100 <= (claim).maximum_energy_percent * kcal, false))
  end
$$;

comment on function app_private.keeps_claim(app_public.nutrient_claims, numeric, numeric, numeric, boolean, boolean) is
  'Whether so much of the claim''s nutrient in 100 g keeps the claim, beside the energy of 100 g (null = unknown) and the energy of a gram of the nutrient. What may be a drink has to keep the stricter bound of both.';
grant execute on function app_private.keeps_claim(app_public.nutrient_claims, numeric, numeric, numeric, boolean, boolean) to tf_definer;
