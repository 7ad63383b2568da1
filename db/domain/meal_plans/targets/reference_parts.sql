create or replace function app_private.reference_parts(person app_private.target_person, energy_kcal numeric) returns setof app_private.target_part
  language sql stable rows 60 set search_path = pg_catalog, pg_temp
as $$
  with meant as ( -- of whom sex is not known a nutrient counts only where all its values are the same for both
    select r.nutrient_id, r.kind, r.basis, min(r.minimum) as minimum, min(r.maximum) as maximum,
           string_agg(distinct r.group_name, ' and ' order by r.group_name) as group_name, min(r.source_code) as source_code, min(r.note) as note,
           bool_and(count(distinct (r.minimum, r.maximum)) = 1) over (partition by r.nutrient_id) as is_clear
      from app_public.reference_intakes r
     where person.age_months >= r.age_months_from and (r.age_months_to is null or person.age_months < r.age_months_to)
       and r.life_stage is not distinct from person.life_stage and (r.sex is null or person.sex is null or r.sex = person.sex)
       and r.nutrient_id = any (app_private.panel_nutrient_ids())
     group by r.nutrient_id, r.kind, r.basis
  ), counted as (
    select m.*, n.unit, s.citation,
           case m.basis when 'kg' then person.weight_kg when 'energy_percent' then energy_kcal / 100 / app_private.energy_per_gram(m.nutrient_id) else 1 end as factor,
           case m.kind when 'rda' then 'RDA' when 'ai' then 'AI' when 'ul' then 'UL' when 'cdrr' then 'CDRR' else 'AMDR' end as word
      from meant m
      join app_public.nutrients n on n.id = m.nutrient_id
      join app_public.reference_sources s on s.code = m.source_code
  ), day as (
    -- What is computed is written in whole grams; what the source states stays as it is.
    select c.*, case when c.basis = 'day' then c.minimum else round(c.minimum * c.factor) end as least,
           case when c.basis = 'day' then c.maximum else round(c.maximum * c.factor) end as most
      from counted c where c.factor is not null and c.is_clear
  )
  select d.nutrient_id, trim_scale(d.least), trim_scale(d.most),
         case d.basis
           when 'kg' then format('%s %s a kg × %s = %s (%s)', d.word, app_private.amount_words(d.minimum, d.unit), app_private.amount_words(person.weight_kg, 'kg'),
                                 app_private.amount_words(d.least, d.unit), d.group_name)
           when 'energy_percent' then format('%s %s–%s %% of %s ÷ %s kcal a g = %s–%s (%s)', d.word, trim_scale(d.minimum), trim_scale(d.maximum), app_private.amount_words(energy_kcal, 'kcal'),
                                             app_private.energy_per_gram(d.nutrient_id), app_private.amount_words(d.least, null), app_private.amount_words(d.most, d.unit), d.group_name)
           else format('%s %s a day (%s)', d.word, app_private.amount_words(coalesce(d.minimum, d.maximum), d.unit), d.group_name)
         end || coalesce('. ' || d.note, ''),
         d.citation, '{}'::text[]
    from day d
   order by d.nutrient_id, array_position(array['rda', 'ai', 'amdr', 'cdrr', 'ul'], d.kind)
$$;

comment on function app_private.reference_parts(app_private.target_person, numeric) is
  'What the reference intakes ask of a day for a person: RDA, AI, UL, CDRR, and with a weight or the energy of the day (kcal) also those a kg and as a share of energy (AMDR, CLINICAL 5). One row a value; none where the age is not known, or the sex decides and is not.';
revoke execute on function app_private.reference_parts(app_private.target_person, numeric) from public;
grant execute on function app_private.reference_parts(app_private.target_person, numeric) to tf_definer;
