create or replace function app_private.define_rule(
  code text,
  version integer,
  severity text,
  message text,
  rationale text,
  citation text,
  -- who: exactly one
  condition text default null,
  medication text default null,
  allergy text default null,
  life_stage text default null,
  age_years_from numeric default null,
  age_years_to numeric default null,
  lab_test text default null,
  lab_from numeric default null,
  lab_to numeric default null,
  lab_unit text default null,
  lab_max_age_days integer default null,
  -- what: a bound or a variation of a nutrient, a tag or an allergen to avoid, an exercise to avoid or to limit
  nutrient text default null,
  per text default null,
  minimum numeric default null,
  maximum numeric default null,
  unit text default null,
  weight text default null,
  weight_max_age_days integer default null,
  max_variation_percent numeric default null,
  avoid_tag text default null,
  avoid_allergen text default null,
  avoid_exercise_tag text default null,
  limit_exercise text default null,
  exercise_tag text default null,
  supersedes text[] default '{}',
  citation_url text default null
) returns uuid
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
  v_kb constant uuid := '00000000-0000-0000-0000-000000000000';
  v_id constant uuid := app_private.kb_id('rule', code || ' ' || version);
  v_rule app_public.contraindication_rules;
  v_known app_public.contraindication_rules;
  v_newest integer;
begin
  perform app_private.check_rule_words(code, version, severity, message, rationale, citation, citation_url);
  perform app_private.check_rule_trigger(code, condition, medication, allergy, life_stage, age_years_from, age_years_to,
                                         lab_test, lab_from, lab_to, lab_unit, lab_max_age_days);
  perform app_private.check_rule_effect(code, nutrient, per, minimum, maximum, unit, weight, weight_max_age_days, max_variation_percent,
                                        avoid_tag, avoid_allergen, avoid_exercise_tag, limit_exercise, exercise_tag);
  perform app_private.check_rule_supersedes(code, severity, nutrient, num_nonnulls(avoid_exercise_tag, limit_exercise) > 0, supersedes);

  v_rule.org_id := v_kb;
  v_rule.id := v_id;
  v_rule.code := code;
  v_rule.version := version;
  v_rule.severity := severity;
  v_rule.condition_id := app_private.kb_id('condition', condition);
  v_rule.condition_org_id := case when condition is not null then v_kb end;
  v_rule.medication_id := app_private.kb_id('medication', medication);
  v_rule.medication_org_id := case when medication is not null then v_kb end;
  v_rule.allergen_id := app_private.kb_id('allergen', allergy);
  v_rule.allergen_org_id := case when allergy is not null then v_kb end;
  v_rule.life_stage := life_stage;
  v_rule.age_years_from := age_years_from;
  v_rule.age_years_to := age_years_to;
  v_rule.lab_test_code := lab_test;
  v_rule.lab_from := lab_from;
  v_rule.lab_to := lab_to;
  v_rule.lab_max_age_days := lab_max_age_days;
  v_rule.effect := case when avoid_tag is not null then 'avoid_tag' when avoid_allergen is not null then 'avoid_allergen'
                        when avoid_exercise_tag is not null then 'avoid_exercise_tag' when limit_exercise is not null then 'limit_exercise'
                        when max_variation_percent is not null then 'nutrient_variation' else 'nutrient_bound' end;
  v_rule.nutrient_id := (select n.id from app_public.nutrients n where n.code = nutrient);
  v_rule.scope := coalesce(per, case when max_variation_percent is not null then 'day' end);
  v_rule.basis := case when v_rule.effect = 'nutrient_bound' then
                    case when unit = '%' then 'energy_percent' when unit like '%/kg' then 'per_kg' else 'absolute' end end;
  v_rule.minimum := minimum;
  v_rule.maximum := maximum;
  v_rule.unit := coalesce(unit, case when max_variation_percent is not null then '%' end);
  v_rule.weight_basis := weight;
  v_rule.weight_max_age_days := weight_max_age_days;
  v_rule.max_variation_percent := max_variation_percent;
  v_rule.tag_code := avoid_tag;
  v_rule.avoid_allergen_id := app_private.kb_id('allergen', avoid_allergen);
  v_rule.avoid_allergen_org_id := case when avoid_allergen is not null then v_kb end;
  v_rule.exercise_tag_code := coalesce(avoid_exercise_tag, exercise_tag);
  v_rule.exercise_field := limit_exercise;
  v_rule.supersedes := supersedes;
  v_rule.message := message;
  v_rule.rationale := rationale;
  v_rule.citation := citation;
  v_rule.citation_url := citation_url;

  -- Of two who state the same code at once the second waits, and then sees what the first has written.
  perform pg_advisory_xact_lock(hashtextextended('clinical rule ' || code, 0));
  select * into v_known from app_public.contraindication_rules r where (r.org_id, r.code, r.version) = (v_kb, code, version);
  if found then
    if app_private.rule_content(v_known) is distinct from app_private.rule_content(v_rule) then
      perform app_private.refuse_rule(code, format('version %s exists with other content (%s). What was shipped never changes: raise the version to %s.',
        version, array_to_string(array(select jsonb_object_keys(app_private.changed_fields(app_private.rule_content(v_rule), app_private.rule_content(v_known)))), ', '),
        (select max(r.version) + 1 from app_public.contraindication_rules r where (r.org_id, r.code) = (v_kb, code))));
    end if;
    return v_id;
  end if;

  select max(r.version) into v_newest from app_public.contraindication_rules r where (r.org_id, r.code) = (v_kb, code);
  if version < v_newest then
    perform app_private.refuse_rule(code, format('version %s is older than version %s, which was shipped before. Raise the version to %s.', version, v_newest, v_newest + 1));
  end if;
  update app_public.contraindication_rules r set retired_at = now() where (r.org_id, r.code) = (v_kb, code) and r.retired_at is null;
  v_rule.created_at := now();
  v_rule.updated_at := now();
  insert into app_public.contraindication_rules select v_rule.*;
  return v_id;
end $$;

comment on function app_private.define_rule is
  'States a clinical rule of the knowledge base; db/README.md explains each argument. The same statement again changes nothing, a higher version retires the one before. TF040 with a sentence that says what to write instead. Answers the rule''s id.';
