create or replace function app_private.proposed_energy(
  person app_private.target_person, on_date date, activity_factor numeric, energy_change_kcal numeric, energy_range_percent numeric
) returns app_private.target_part
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  -- Mifflin–St Jeor 1990: women are 166 kcal below men of the same measures.
  v_sex_term constant integer := case person.sex when 'female' then -161 else 5 end;
  v_rest constant numeric := 10 * person.weight_kg + 6.25 * person.height_cm - 5 * person.age_years + v_sex_term;
  v_days constant integer := on_date - person.life_stage_began_on;
  -- EFSA 2013: 70, 260 and 500 kcal in the three trimesters; 500 in the first six months of breastfeeding.
  v_added constant integer := case when person.life_stage = 'pregnancy' then case when v_days < 98 then 70 when v_days < 196 then 260 else 500 end
                                   when person.life_stage = 'lactation' and on_date < person.life_stage_began_on + interval '6 months' then 500 else 0 end;
  v_day constant numeric := v_rest * activity_factor + v_added + energy_change_kcal;
  v_rounded constant numeric := round(v_day / 50) * 50;
  v_low constant numeric := round(v_rounded * (1 - energy_range_percent / 100), -1);
  v_high constant numeric := round(v_rounded * (1 + energy_range_percent / 100), -1);
  v_bmi constant numeric := round(person.weight_kg / (person.height_cm / 100) ^ 2, 1);
begin
  return row(208, v_low, v_high,
    format('10 × %s + 6.25 × %s − 5 × %s years %s %s = %s at rest; × %s%s%s = %s, rounded to %s%s',
           app_private.amount_words(person.weight_kg, 'kg'), app_private.amount_words(person.height_cm, 'cm'), person.age_years,
           case when v_sex_term < 0 then '−' else '+' end, abs(v_sex_term), app_private.amount_words(round(v_rest), 'kcal'), app_private.amount_words(trim_scale(activity_factor), null),
           case when v_added > 0 then format(' + %s (%s)', v_added, case person.life_stage when 'pregnancy' then 'pregnancy, week ' || v_days / 7 + 1 else 'breastfeeding' end) else '' end,
           case when energy_change_kcal <> 0 then format(' %s %s (chosen)', case when energy_change_kcal < 0 then '−' else '+' end, app_private.amount_words(abs(energy_change_kcal), null)) else '' end,
           app_private.amount_words(round(v_day), 'kcal'), app_private.amount_words(v_rounded, 'kcal'),
           case when energy_range_percent > 0 then format('; ± %s %% around it', trim_scale(energy_range_percent)) else '' end),
    (select s.citation from app_public.reference_sources s where s.code = 'mifflin_st_jeor_1990')
      || '; physical activity level' || case when v_added > 0 then ' and addition' else '' end || ' after ' || (select s.citation from app_public.reference_sources s where s.code = 'efsa_energy_2013'),
    array_remove(array[
      case when v_bmi not between 18.5 and 30 then format('The body mass index is %s: the formula takes the actual weight, and is less sure below 18.5 and above 30.', v_bmi) end,
      case when person.age_years > 78 then 'The formula was made from people of 19 to 78 years.' end,
      case when person.life_stage = 'pregnancy' and person.weighed_on > person.life_stage_began_on
           then 'The weight was measured during the pregnancy; what a pregnancy costs comes on top of what was needed before.' end,
      case when person.life_stage = 'lactation' and v_added = 0
           then 'Nothing is added for breastfeeding after six months: how much it takes then depends on how much milk it still is.' end,
      case when v_day < v_rest then 'This is less than the energy at rest.' end], null))::app_private.target_part;
end $$;

comment on function app_private.proposed_energy(app_private.target_person, date, numeric, numeric, numeric) is
  'The energy of a day in kcal: rest after Mifflin–St Jeor 1990 times the physical activity level, the additions of EFSA 2013 in pregnancy and breastfeeding, and what was chosen to change. Of an adult of whom sex, weight, height and age are known.';
revoke execute on function app_private.proposed_energy(app_private.target_person, date, numeric, numeric, numeric) from public;
grant execute on function app_private.proposed_energy(app_private.target_person, date, numeric, numeric, numeric) to tf_definer;
