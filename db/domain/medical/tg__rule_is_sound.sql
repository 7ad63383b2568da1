-- What app_private.define_rule() refuses of its arguments is refused of rows too, with the same sentences: the database is the authority.
create or replace function app_private.tg__rule_is_sound() returns trigger
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_nutrient constant text := (select n.code from app_public.nutrients n where n.id = new.nutrient_id);
begin
  if tg_op = 'UPDATE' then
    if app_private.rule_content(old) is distinct from app_private.rule_content(new) then
      perform app_private.refuse_rule(old.code, format('version %s was shipped and never changes: state version %s with app_private.define_rule().', old.version, old.version + 1));
    end if;
    return new;
  end if;
  perform app_private.check_rule_words(new.code, new.version, new.severity::text, new.message, new.rationale, new.citation, new.citation_url);
  perform app_private.check_rule_trigger(new.code,
    (select t.code from app_public.conditions t where (t.org_id, t.id) = (new.condition_org_id, new.condition_id)),
    (select t.code from app_public.medications t where (t.org_id, t.id) = (new.medication_org_id, new.medication_id)),
    (select t.code from app_public.allergens t where (t.org_id, t.id) = (new.allergen_org_id, new.allergen_id)),
    new.life_stage::text, new.age_years_from, new.age_years_to, new.lab_test_code, new.lab_from, new.lab_to,
    (select t.unit from app_public.lab_tests t where t.code = new.lab_test_code), new.lab_max_age_days);
  perform app_private.check_rule_effect(new.code, v_nutrient, new.scope::text, new.minimum, new.maximum,
    case when new.effect <> 'nutrient_variation' then new.unit end, new.weight_basis::text, new.weight_max_age_days, new.max_variation_percent, new.tag_code,
    (select t.code from app_public.allergens t where (t.org_id, t.id) = (new.avoid_allergen_org_id, new.avoid_allergen_id)),
    case when new.exercise_field is null then new.exercise_tag_code end, new.exercise_field::text,
    case when new.exercise_field is not null then new.exercise_tag_code end);
  perform app_private.check_rule_supersedes(new.code, new.severity::text, v_nutrient, new.effect in ('avoid_exercise_tag', 'limit_exercise'), new.supersedes);
  return new;
end $$;

comment on function app_private.tg__rule_is_sound() is
  'TF040 for a new rule that makes no sense, and for any change of a rule''s content: what was shipped stays as findings and decisions name it.';
