-- Every rule in force has a plan that breaks it, one that just keeps it, and one that leaves it undetermined (CLINICAL 19, 25).
-- The plans are made from the rule itself, so that a rule added tomorrow is tried as well.
select no_plan();

-- Writes into a client's record what triggers the rule, but for the age.
create function pg_temp.afflict(client uuid, r contraindication_rules) returns void language sql volatile as $$
  insert into client_conditions (org_id, client_id, condition_id) select tests.org_id('dietitian@demo.test'), client, r.condition_id where r.condition_id is not null;
  insert into client_medications (org_id, client_id, medication_id) select tests.org_id('dietitian@demo.test'), client, r.medication_id where r.medication_id is not null;
  insert into client_allergies (org_id, client_id, allergen_id, criticality) select tests.org_id('dietitian@demo.test'), client, r.allergen_id, 'high' where r.allergen_id is not null;
  insert into client_life_stages (org_id, client_id, life_stage, started_on) select tests.org_id('dietitian@demo.test'), client, r.life_stage, current_date - 1 where r.life_stage is not null;
  insert into client_labs (org_id, client_id, lab_test_code, entered_value, entered_unit, taken_on)
    select tests.org_id('dietitian@demo.test'), client, t.code, coalesce(r.lab_from, r.lab_to - 0.1), t.unit, current_date - r.lab_max_age_days from lab_tests t where t.code = r.lab_test_code
$$;

-- A client for whom the rule holds, weighing 70 kg in every sense: in the first month of the age band, or of the first year.
create function pg_temp.client_of(r contraindication_rules) returns uuid language plpgsql as $$
declare
  v_id constant uuid := tests.new_client((current_date - make_interval(months => (12 * coalesce(r.age_years_from, case when r.age_years_to is null then 40 else 0 end))::integer + 1))::date);
begin
  perform pg_temp.afflict(v_id, r);
  insert into body_metrics (org_id, client_id, kind, value, measured_on)
    select tests.org_id('dietitian@demo.test'), v_id, k, 70, current_date - 1 from unnest(array['weight', 'dry_weight', 'adjusted_weight']::body_metric_kind[]) k;
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
   where r.effect not in ('avoid_exercise_tag', 'limit_exercise') and r.retired_at is null and r.org_id = '00000000-0000-0000-0000-000000000000';

select ok(exists (select from unnest(judged) j where j like case severity when 'contraindicated' then 'breach %' else 'warning %' end),
          format('%s: a plan that goes too far is a %s', code, case severity when 'contraindicated' then 'breach' else 'warning' end))
  from tried where wish = 'broken';
select is(judged, '{}', format('%s: a plan that just keeps it is in order', code)) from tried where wish = 'kept';
select ok(cardinality(judged) > 0 and not exists (select from unnest(judged) j where j not like 'undetermined %'), format('%s: what is unknown leaves it undetermined', code))
  from tried where wish = 'open';

-- A special rule and a general one that it names: for whom both hold, the special one counts alone, and says so (CLINICAL 26).
create temp table replaced as
  select s.code as special, g.code as general, pg_temp.client_of(s) as client_id
    from contraindication_rules s cross join unnest(s.supersedes) c(code)
    join contraindication_rules g on (g.org_id, g.code) = (s.org_id, c.code) and g.retired_at is null
   where s.retired_at is null and s.org_id = '00000000-0000-0000-0000-000000000000';
select pg_temp.afflict(r.client_id, g) from replaced r join contraindication_rules g on g.code = r.general and g.retired_at is null
 where not exists (select from app_private.triggered_rules(tests.org_id('dietitian@demo.test'), r.client_id, daterange(current_date, current_date + 1)) t where t.code = r.general);
select results_eq(format('select code, %L = any (replaces) from app_private.client_rules(tests.org_id(%L), %L, daterange(current_date, current_date + 1)) where code = any (%L)',
                         general, 'dietitian@demo.test', client_id, array[special, general]),
                  format('values (%L, true)', special), format('CLINICAL 26: %s takes the place of %s', special, general)) from replaced;

-- Of exercise a plan of meals says nothing, whatever is in it: the rule is stated and listed, holds for the client, and is no finding.
create temp table moved as
  select r.code, r.id, c.id as client_id, tests.new_plan(c.id, '[[[{"text": "what the canteen serves"}]]]') as version_id
    from contraindication_rules r cross join lateral (select pg_temp.client_of(r) as id) c
   where r.effect in ('avoid_exercise_tag', 'limit_exercise') and r.retired_at is null and r.org_id = '00000000-0000-0000-0000-000000000000';
select ok(exists (select from app_private.triggered_rules(tests.org_id('dietitian@demo.test'), client_id, daterange(current_date, current_date + 1)) t where t.rule_id = m.id),
          format('CLINICAL 25: %s holds for the client', code)) from moved m;
select is(tests.judged(version_id, code), '{}', format('CLINICAL 25: %s claims nothing of food', code)) from moved;

-- Around the range and the age of a laboratory value.
create function pg_temp.triggers_at(p_value numeric, p_age integer) returns text language plpgsql as $$
declare
  v_id constant uuid := tests.new_client();
begin
  insert into client_labs (org_id, client_id, lab_test_code, entered_value, entered_unit, taken_on)
  values (tests.org_id('dietitian@demo.test'), v_id, 'potassium_serum', p_value, 'mmol/L', current_date - p_age);
  return coalesce((select case when t.missing is null then 'holds' else 'undecided' end
                     from app_private.triggered_rules(tests.org_id('dietitian@demo.test'), v_id, daterange(current_date, current_date + 1)) t
                    where t.code = 'potassium_measured_high.potassium_salt'), 'does not hold');
end $$;
select is(array[pg_temp.triggers_at(5.5, 30), pg_temp.triggers_at(5.4, 30), pg_temp.triggers_at(5.5, 31)], array['holds', 'does not hold', 'undecided'],
          'CLINICAL 23: a laboratory value triggers from its bound on, up to the oldest day that the rule accepts; an older one decides nothing');

-- the same, as the dietitian asks for it through the API's function, for one rule of each kind of effect
create temp table asked as
  select distinct on (r.effect, r.basis) r.code, pg_temp.plan_of(r, c.id, 'broken') as version_id, c.id as client_id
    from contraindication_rules r cross join lateral (select pg_temp.client_of(r) as id) c
   where r.effect not in ('avoid_exercise_tag', 'limit_exercise') and r.retired_at is null and r.org_id = '00000000-0000-0000-0000-000000000000' order by r.effect, r.basis, r.code;
grant select on asked to public;
select tests.authenticate_as('dietitian@demo.test');
select ok(exists (select from explain_finding(version_id, client_id, null) f where f.rule_code = code), format('%s: a dietitian sees that it is broken', code)) from asked;
select tests.as_owner();

select ok(count(*) >= 100, 'there are at least a hundred rules') from contraindication_rules where retired_at is null;
select set_eq($$ select distinct effect::text from contraindication_rules where retired_at is null $$,
  array['nutrient_bound', 'nutrient_variation', 'avoid_tag', 'avoid_allergen', 'avoid_exercise_tag', 'limit_exercise'], 'CLINICAL 25: the rules have every effect');
select set_eq($$ select case when condition_id is not null then 'condition' when medication_id is not null then 'medication' when allergen_id is not null then 'allergen'
                   when life_stage is not null then life_stage::text when lab_test_code is not null then 'lab' else 'age' end from contraindication_rules where retired_at is null $$,
  array['condition', 'medication', 'allergen', 'pregnancy', 'lactation', 'age', 'lab'], 'CLINICAL 23: and every trigger');
select set_eq($$ select distinct scope::text || ' ' || basis from contraindication_rules where retired_at is null and effect = 'nutrient_bound' $$,
  array['item absolute', 'meal absolute', 'day absolute', 'average_day absolute', 'average_day per_kg', 'average_day energy_percent', 'day energy_percent', 'day per_kg'],
  'CLINICAL 25: bounds per item, meal, day and average day; absolute, per kg and in percent of energy');
select is_empty($$ select code from contraindication_rules where reviewed_by is not null $$, 'CLINICAL 18: no rule claims a clinical review that nobody made');
select is_empty($$ select r.code, count(f.id) from contraindication_rules r
    left join food_tags t on t.tag_code = r.tag_code and t.provenance <> 'inferred' left join foods f on (f.org_id, f.id) = (t.food_org_id, t.food_id) and f.library_code = 'starter_foods'
   where r.retired_at is null and r.org_id = '00000000-0000-0000-0000-000000000000' and r.effect = 'avoid_tag' group by r.code having count(f.id) < 300 $$,
  'each tag that a rule avoids is decided for most foods of the starter library');
select is_empty($$ select r.code, count(f.id) from contraindication_rules r
    left join food_nutrients v on v.nutrient_id = r.nutrient_id left join foods f on (f.org_id, f.id) = (v.org_id, v.food_id) and f.library_code = 'starter_foods'
   where r.retired_at is null and r.org_id = '00000000-0000-0000-0000-000000000000' and r.nutrient_id is not null group by r.code, r.nutrient_id
  having count(f.id) < case r.nutrient_id when 213 then 150 else 350 end $$, -- of lactose the source says little
  'and each nutrient that a rule binds is known of them');
select is_empty($$ select code from contraindication_rules where length(citation) < 20 or length(rationale) < 20 $$, 'CLINICAL 18: every rule has a rationale and a citation');

select * from finish();
