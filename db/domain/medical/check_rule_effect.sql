create or replace function app_private.check_rule_effect(
  rule text, nutrient text, per text, minimum numeric, maximum numeric, unit text, weight text, weight_max_age_days integer,
  max_variation_percent numeric, avoid_tag text, avoid_allergen text, avoid_exercise_tag text, limit_exercise text, exercise_tag text
) returns void
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  if num_nonnulls(case when limit_exercise is null then coalesce(minimum, maximum) end, max_variation_percent, avoid_tag, avoid_allergen, avoid_exercise_tag, limit_exercise) <> 1 then
    perform app_private.refuse_rule(rule, 'a rule has exactly one effect: write minimum and/or maximum of a nutrient, max_variation_percent, avoid_tag, avoid_allergen, avoid_exercise_tag, or limit_exercise with its maximum.');
  end if;
  if exercise_tag is not null and limit_exercise is null then
    perform app_private.refuse_rule(rule, 'exercise_tag says of which exercises limit_exercise holds: write limit_exercise as well, or avoid_exercise_tag instead.');
  end if;

  if limit_exercise is not null then
    perform app_private.check_rule_exercise_limit(rule, nutrient, per, minimum, maximum, unit, weight, weight_max_age_days, limit_exercise, exercise_tag);
  elsif num_nonnulls(avoid_tag, avoid_allergen, avoid_exercise_tag) > 0 then
    if num_nonnulls(nutrient, per, unit, weight, weight_max_age_days) > 0 then
      perform app_private.refuse_rule(rule, 'what is to be avoided is avoided in any amount: leave out nutrient, per, unit and weight.');
    end if;
    if avoid_tag is not null then perform app_private.require_code(rule, 'tag', avoid_tag); end if;
    if avoid_allergen is not null then perform app_private.require_code(rule, 'allergen', avoid_allergen); end if;
    if avoid_exercise_tag is not null then perform app_private.require_code(rule, 'exercise tag', avoid_exercise_tag); end if;
  else
    perform app_private.check_rule_nutrient(rule, nutrient, per, minimum, maximum, unit, weight, weight_max_age_days, max_variation_percent);
  end if;
end $$;

comment on function app_private.check_rule_effect(text, text, text, numeric, numeric, text, text, integer, numeric, text, text, text, text, text) is
  'TF040 unless the rule has exactly one effect, complete, with known codes and the right unit.';
