-- Every rule in force has a plan that breaks it, one that just keeps it, and one that leaves it undetermined (CLINICAL 19, 25).
-- The plans are made from the rule itself, so that a rule added tomorrow is tried as well.
select no_plan();

-- A client for whom the rule holds, weighing 70 kg in every sense.
create function pg_temp.client_of(r contraindication_rules) returns uuid language plpgsql as $$
declare
  v_id constant uuid := tests.new_client((current_date - make_interval(months => (12 * coalesce(r.age_years_from, 40))::integer + 1))::date);
  v_org constant uuid := tests.org_id('dietitian@demo.test');
begin
  insert into client_conditions (org_id, client_id, condition_id) select v_org, v_id, r.condition_id where r.condition_id is not null;
  insert into client_medications (org_id, client_id, medication_id) select v_org, v_id, r.medication_id where r.medication_id is not null;
  insert into client_allergies (org_id, client_id, allergen_id, criticality) select v_org, v_id, r.allergen_id, 'high' where r.allergen_id is not null;
  insert into client_life_stages (org_id, client_id, life_stage, started_on) select v_org, v_id, r.life_stage, current_date - 1 where r.life_stage is not null;
  insert into body_metrics (org_id, client_id, kind, value, measured_on)
    select v_org, v_id, k, 70, current_date - 1 from unnest(array['weight', 'dry_weight', 'adjusted_weight']::body_metric_kind[]) k;
  return v_id;
end $$;

-- 100 g of a food that holds so much of the rule's nutrient, on one day, or on each of several days.
create function pg_temp.days_of(nutrient text, variadic amounts numeric[]) returns jsonb language sql as $$
  select jsonb_agg(jsonb_build_array(jsonb_build_array(jsonb_build_object('grams', 100,
           'food', tests.new_food('of ' || nutrient, jsonb_build_object(nutrient, a) || case when nutrient <> 'energy' then '{"energy": 900}' else '{}' end::jsonb)))))
    from unnest(amounts) a;
$$;

create function pg_temp.plan_of(r contraindication_rules, client uuid, wish text) returns uuid language plpgsql as $$
declare
  v_nutrient constant text := (select n.code from nutrients n where n.id = r.nutrient_id);
  v_limit constant numeric := coalesce(r.maximum, r.minimum)
    * case r.basis when 'per_kg' then 70 when 'energy_percent' then 9 / app_private.energy_per_gram(r.nutrient_id) else 1 end; -- 1 % of 900 kcal is 9
  v_too_far constant numeric := v_limit * case when r.maximum is not null then 1.001 else 0.999 end;
  v_unknown constant jsonb := '[{"text": "what the canteen serves"}]';
begin
  case r.effect
    when 'nutrient_bound' then
      return tests.new_plan(client, case wish
        when 'broken' then pg_temp.days_of(v_nutrient, v_too_far)
        when 'kept' then pg_temp.days_of(v_nutrient, v_limit)
        else jsonb_build_array(jsonb_build_array(v_unknown)) end);
    when 'nutrient_variation' then
      return tests.new_plan(client, case wish
        when 'broken' then pg_temp.days_of(v_nutrient, 200 + r.max_variation_percent * 2.1, 100, 100)
        when 'kept' then pg_temp.days_of(v_nutrient, 100 + r.max_variation_percent, 100 - r.max_variation_percent)
        else pg_temp.days_of(v_nutrient, 100, 100) || jsonb_build_array(jsonb_build_array(v_unknown)) end);
    when 'avoid_tag' then
      return tests.new_plan(client, jsonb_build_array(jsonb_build_array(jsonb_build_array(jsonb_build_object('grams', 5, 'food',
        tests.new_food('tagged', '{}', case wish when 'broken' then jsonb_build_object(r.tag_code, true) when 'kept' then jsonb_build_object(r.tag_code, false) else '{}' end))))));
    else
      return tests.new_plan(client, jsonb_build_array(jsonb_build_array(jsonb_build_array(jsonb_build_object('grams', 5, 'food',
        tests.new_food('with allergens', '{}', '{}', case wish
          when 'broken' then jsonb_build_object((select a.code from allergens a where a.id = r.avoid_allergen_id), 'contains')
          when 'kept' then jsonb_build_object((select a.code from allergens a where a.id = r.avoid_allergen_id), 'free') else '{}' end))))));
  end case;
end $$;

create temp table tried as
  select r.code, r.severity, wish, tests.judged(pg_temp.plan_of(r, pg_temp.client_of(r), wish), r.code) as judged
    from contraindication_rules r, unnest(array['broken', 'kept', 'open']) wish
   where r.retired_at is null and r.org_id = '00000000-0000-0000-0000-000000000000';

select ok(exists (select from unnest(judged) j where j like case severity when 'contraindicated' then 'breach %' else 'warning %' end),
          format('%s: a plan that goes too far is a %s', code, case severity when 'contraindicated' then 'breach' else 'warning' end))
  from tried where wish = 'broken';
select is(judged, '{}', format('%s: a plan that just keeps it is in order', code)) from tried where wish = 'kept';
select ok(cardinality(judged) > 0 and not exists (select from unnest(judged) j where j not like 'undetermined %'), format('%s: what is unknown leaves it undetermined', code))
  from tried where wish = 'open';

-- the same, as the dietitian asks for it through the API's function, for one rule of each kind of effect
create temp table asked as
  select distinct on (r.effect, r.basis) r.code, pg_temp.plan_of(r, c.id, 'broken') as version_id, c.id as client_id
    from contraindication_rules r cross join lateral (select pg_temp.client_of(r) as id) c
   where r.retired_at is null and r.org_id = '00000000-0000-0000-0000-000000000000' order by r.effect, r.basis, r.code;
grant select on asked to public;
select tests.authenticate_as('dietitian@demo.test');
select ok(exists (select from check_meal_plan_version(version_id, client_id) f where f.rule_code = code), format('%s: a dietitian sees that it is broken', code)) from asked;
select tests.as_owner();

select ok(count(*) >= 12, 'there are at least twelve rules') from contraindication_rules where retired_at is null;
select set_eq($$ select distinct effect::text from contraindication_rules where retired_at is null $$,
  array['nutrient_bound', 'nutrient_variation', 'avoid_tag', 'avoid_allergen'], 'CLINICAL 25: the rules have every effect that concerns food');
select set_eq($$ select distinct scope::text || ' ' || basis from contraindication_rules where retired_at is null and effect = 'nutrient_bound' $$,
  array['item absolute', 'meal absolute', 'day absolute', 'average_day absolute', 'average_day per_kg', 'average_day energy_percent', 'day energy_percent'],
  'CLINICAL 25: bounds per item, meal, day and average day; absolute, per kg and in percent of energy');
select is_empty($$ select code from contraindication_rules where reviewed_by is not null $$, 'CLINICAL 18: no rule claims a clinical review that nobody made');
select is_empty($$ select code from contraindication_rules where length(citation) < 20 or length(rationale) < 20 $$, 'CLINICAL 18: every rule has a rationale and a citation');

select * from finish();
