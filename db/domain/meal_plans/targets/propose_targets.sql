create or replace function app_public.propose_targets(
  client_id uuid, on_date date, activity_factor numeric default null, energy_change_kcal numeric default 0,
  energy_range_percent numeric default 5, energy_kcal numeric default null
) returns json
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_person app_private.target_person;
  v_energy app_private.target_part;
  v_kcal numeric := propose_targets.energy_kcal; -- of which shares are taken
  v_missing text[];
  v_refused text;
  v_warnings text[] := '{}';
begin
  if propose_targets.client_id is null or propose_targets.client_id <> all (array(select app_hidden.my_client_ids())) then
    raise exception 'There is no such client.' using errcode = 'TF404';
  end if;
  if on_date is null or activity_factor not between 1 and 2.5 or coalesce(energy_change_kcal not between -2000 and 2000, true)
     or coalesce(energy_range_percent not between 0 and 30, true) or energy_kcal not between 100 and 10000 then
    raise exception 'A day is needed; activity is a factor from 1 to 2.5, the change of energy at most 2 000 kcal, its range at most 30 %%, an energy from 100 to 10 000 kcal.' using errcode = 'TF135';
  end if;

  v_person := app_private.target_person(v_org, propose_targets.client_id, on_date);
  v_missing := array_remove(array[
    case when v_person.born_on is null then 'the date of birth' end, case when v_person.sex is null then 'the sex' end,
    case when v_person.weight_kg is null then 'a weight' end, case when v_person.height_cm is null then 'the height' end,
    case when activity_factor is null then 'how active the client is' end], null);
  if energy_kcal is not null then
    v_refused := 'The energy of the day was given.';
  elsif v_person.age_years < 19 then
    v_refused := 'Mifflin–St Jeor is a formula for adults from 19 years on: set the energy by hand.';
  elsif v_missing <> '{}' then
    v_refused := 'The energy needs ' || array_to_string(v_missing, ', ') || '.';
  else
    v_energy := app_private.proposed_energy(v_person, on_date, activity_factor, energy_change_kcal, energy_range_percent);
    v_kcal := round((v_energy.minimum + v_energy.maximum) / 2 / 50) * 50;
  end if;
  if on_date - v_person.weighed_on > 90 and v_person.life_stage is distinct from 'pregnancy' then
    v_warnings := v_warnings || format('The weight is of %s, %s ago.', to_char(v_person.weighed_on, 'FMDD FMMonth YYYY'),
                                       app_private.count_words(((on_date - v_person.weighed_on) / 30.4375)::bigint, 'month', 'months'));
  end if;
  if v_person.life_stage = 'pregnancy' and on_date > v_person.life_stage_began_on + 301 then
    v_warnings := v_warnings || 'The pregnancy in the record has probably ended.'::text;
  end if;

  return (
    with part as materialized (
      select (v_energy).* where (v_energy).nutrient_id is not null
      union all
      select p.* from app_private.reference_parts(v_person, v_kcal) p
    ), joined as materialized ( -- of several minima the greatest counts, of several maxima the least
      select p.nutrient_id, max(p.minimum) as minimum, min(p.maximum) as maximum, string_agg(rtrim(p.formula, '.'), '. ') as formula,
             to_jsonb(array_agg(distinct p.citation)) as sources
        from part p group by p.nutrient_id
    ), proposed as materialized (
      select j.nutrient_id, j.formula, j.sources, j.minimum, case when j.minimum > j.maximum then null else j.maximum end as maximum,
             case when j.nutrient_id = 208 or app_private.energy_per_gram(j.nutrient_id) is not null then v_warnings else '{}' end -- what rests on the weight
             || case when j.nutrient_id = 208 then (v_energy).warnings else '{}' end
             || case when j.minimum > j.maximum then array['The sources contradict each other here: no highest amount is proposed.'] else '{}' end as warnings
        from joined j
    ), beside as materialized (
      select * from app_private.bounds_beside(v_org, propose_targets.client_id, propose_targets.on_date)
    )
    select json_build_object(
      'onDate', propose_targets.on_date,
      'inputs', app_private.target_inputs(v_person, propose_targets.on_date),
      'missing', v_missing,
      'warnings', v_warnings || coalesce((v_energy).warnings, '{}'),
      'energyKcal', v_kcal,
      'proposals', (
        select coalesce(json_agg(json_build_object(
                 'nutrientId', n.id, 'name', n.name, 'unit', n.unit, 'minimum', p.minimum, 'maximum', p.maximum,
                 'basis', json_build_object('formula', p.formula, 'sources', p.sources, 'inputs', app_private.target_inputs(v_person, propose_targets.on_date),
                                            'warnings', p.warnings, 'proposedOn', propose_targets.on_date),
                 'beside', (select coalesce(json_agg(json_build_object(
                              'origin', b.origin, 'words', b.words, 'source', b.source, 'minimum', b.minimum, 'maximum', b.maximum,
                              -- Nothing meets both; or what meets the proposal may still break the other.
                              'isContradicted', coalesce(p.minimum > b.maximum, false) or coalesce(p.maximum < b.minimum, false),
                              'isWider', b.maximum is not null and coalesce(p.maximum > b.maximum, true) or b.minimum is not null and coalesce(p.minimum < b.minimum, true))
                              order by b.origin, b.words), '[]')
                              from beside b where b.nutrient_id = n.id)) order by n.sort_order), '[]')
          from proposed p join app_public.nutrients n on n.id = p.nutrient_id),
      'withheld', (
        select coalesce(json_agg(json_build_object('nutrientId', n.id, 'name', n.name, 'reason', case
                 when n.id = 208 then v_refused
                 when v_person.born_on is null then 'It needs the date of birth.'
                 when n.id = 203 and v_person.weight_kg is null then 'It needs a weight.'
                 when n.id = 204 and v_kcal is null then 'A share of energy needs the energy of the day.'
                 when v_person.sex is null then 'It is not the same for women and men, and the sex is not recorded.'
                 else 'The reference intakes state nothing for this age and stage of life.' end) order by n.sort_order), '[]')
          from app_public.nutrients n
         where n.id = any (app_private.panel_nutrient_ids()) and not exists (select from proposed p where p.nutrient_id = n.id)
           and (n.id = 208 or exists (select from app_public.reference_intakes r where r.nutrient_id = n.id)))));
end $$;
-- Definer: asks once whose record, then reads it, the rules that hold and the vocabularies without a policy for each row.
alter function app_public.propose_targets(uuid, date, numeric, numeric, numeric, numeric) owner to tf_definer;

comment on function app_public.propose_targets(uuid, date, numeric, numeric, numeric, numeric) is
  '@medicalRecord client client_id
Daily targets proposed from a client''s record as it is on a day: energy after Mifflin–St Jeor 1990 × activity (adults; pregnancy and breastfeeding added after EFSA 2013), nutrients after the reference intakes of sex, age and life stage. {"onDate", "inputs", "missing", "warnings", "energyKcal", "proposals": [{nutrientId, name, unit, minimum, maximum, "basis": {formula, sources, inputs, warnings, proposedOn}, "beside": [{origin, words, source, minimum, maximum, isContradicted, isWider}]}], "withheld": [{nutrientId, name, reason}]}: bounds a day in the nutrient''s unit; beside = what a physician or a rule asks of the same nutrient, which no proposal changes. Nothing is written: the basis of what is chosen goes with the edit set_target. TF404, TF135 an argument is out of range.';
revoke execute on function app_public.propose_targets(uuid, date, numeric, numeric, numeric, numeric) from public;
grant execute on function app_public.propose_targets(uuid, date, numeric, numeric, numeric, numeric) to tf_assistant, tf_dietitian, tf_org_admin;
