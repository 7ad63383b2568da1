create or replace function app_private.target_inputs(person app_private.target_person, on_date date) returns jsonb
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('name', i.name, 'value', i.value, 'on', i.of_date) order by i.number), '[]')
    from (values
      (1, 'Age', case when person.age_months < 24 then app_private.count_words(person.age_months, 'month', 'months')
                      else app_private.count_words(person.age_years, 'year', 'years') end, on_date),
      (2, 'Sex', person.sex::text, null::date),
      (3, 'Weight', app_private.amount_words(person.weight_kg, 'kg'), person.weighed_on),
      (4, 'Height', app_private.amount_words(person.height_cm, 'cm'), null),
      (5, case person.life_stage when 'pregnancy' then 'Pregnancy' else 'Breastfeeding' end,
          case person.life_stage when 'pregnancy' then 'week ' || (on_date - person.life_stage_began_on) / 7 + 1
                                 else 'for ' || app_private.count_words((on_date - person.life_stage_began_on) / 7, 'week', 'weeks') end,
          case when person.life_stage is not null then person.life_stage_began_on end)) i(number, name, value, of_date)
   where i.value is not null
$$;

comment on function app_private.target_inputs(app_private.target_person, date) is
  'What a proposal rests on, in words: [{name, value, on}], on = the day that the value is of, where it is of one.';
revoke execute on function app_private.target_inputs(app_private.target_person, date) from public;
grant execute on function app_private.target_inputs(app_private.target_person, date) to tf_definer;
