call app_private.protect_table('app_public.contraindication_rules', 'library', true);
create or replace trigger _200_sound before insert or update on app_public.contraindication_rules
  for each row execute function app_private.tg__rule_is_sound();

drop policy if exists select_staff on app_public.contraindication_rules;
create policy select_staff on app_public.contraindication_rules for select to tf_assistant, tf_dietitian, tf_org_admin using (true);

-- NOTE: writing is not granted: rules are stated by app_private.define_rule() in reviewed SQL files.
grant select on app_public.contraindication_rules to tf_assistant, tf_dietitian, tf_org_admin;

comment on table app_public.contraindication_rules is $$What a client's profile asks of a plan: a trigger, one effect, a severity, and the source. An edit is a new version; its content never changes.$$;
comment on column app_public.contraindication_rules.org_id is 'Whose rule it is; all zeros = the knowledge base.';
comment on column app_public.contraindication_rules.id is 'Identifies this version of the rule.';
comment on column app_public.contraindication_rules.code is 'What the rule is called in every version, such as hypertension.sodium_day.';
comment on column app_public.contraindication_rules.version is 'Counts up with every change of content.';
comment on column app_public.contraindication_rules.retired_at is 'When a later version or nothing took its place; null = in force.';
comment on column app_public.contraindication_rules.severity is 'info and caution warn, contraindicated blocks until a reason is written.';
comment on column app_public.contraindication_rules.condition_org_id is 'The organisation of the condition.';
comment on column app_public.contraindication_rules.condition_id is 'Holds for clients with this condition or a more special one.';
comment on column app_public.contraindication_rules.medication_org_id is 'The organisation of the medicine.';
comment on column app_public.contraindication_rules.medication_id is 'Holds for clients who take this medicine or one of this class.';
comment on column app_public.contraindication_rules.allergen_org_id is 'The organisation of the allergen that triggers.';
comment on column app_public.contraindication_rules.allergen_id is 'Holds for clients with an active allergy to this or to something wider.';
comment on column app_public.contraindication_rules.life_stage is 'Holds in pregnancy or lactation.';
comment on column app_public.contraindication_rules.age_years_from is 'Holds from this age in years; null = from birth.';
comment on column app_public.contraindication_rules.age_years_to is 'Holds below this age in years; null = without end.';
comment on column app_public.contraindication_rules.lab_test_code is 'Holds where the latest value of this laboratory test lies in the range.';
comment on column app_public.contraindication_rules.lab_from is 'The least value that triggers, in the test''s unit; null = any below lab_to.';
comment on column app_public.contraindication_rules.lab_to is 'The value from which it triggers no more, in the test''s unit; null = any from lab_from on.';
comment on column app_public.contraindication_rules.lab_max_age_days is 'How many days old that value may be on the first day in question.';
comment on column app_public.contraindication_rules.effect is 'What the rule asks: a nutrient bound, an even supply from day to day, to avoid a tag or an allergen, or to avoid or limit exercise, of which food says nothing.';
comment on column app_public.contraindication_rules.nutrient_id is 'The nutrient that is bound or kept even.';
comment on column app_public.contraindication_rules.scope is 'Bounds hold for each item, meal or day, or for the average day of the version.';
comment on column app_public.contraindication_rules.basis is 'Whether bounds are absolute, per kg of body weight, or percent of energy.';
comment on column app_public.contraindication_rules.minimum is 'Least allowed, in unit.';
comment on column app_public.contraindication_rules.maximum is 'Most allowed, in unit.';
comment on column app_public.contraindication_rules.unit is 'The nutrient''s unit; with /kg where per kg, % where percent of energy or variation; of a limit of exercise the field''s unit.';
comment on column app_public.contraindication_rules.weight_basis is 'Which weight a bound per kg takes.';
comment on column app_public.contraindication_rules.weight_max_age_days is 'How many days old that weight may be on the first day in question; without one the rule is undetermined.';
comment on column app_public.contraindication_rules.max_variation_percent is 'How far a day may lie from the mean day, in percent of it.';
comment on column app_public.contraindication_rules.tag_code is 'The tag to avoid.';
comment on column app_public.contraindication_rules.avoid_allergen_org_id is 'The organisation of the allergen to avoid.';
comment on column app_public.contraindication_rules.avoid_allergen_id is 'The allergen to avoid, everything below it included.';
comment on column app_public.contraindication_rules.exercise_tag_code is 'The exercises to avoid; with exercise_field those that are limited, null = all.';
comment on column app_public.contraindication_rules.exercise_field is 'What of an exercise is limited to the maximum.';
comment on column app_public.contraindication_rules.supersedes is 'Codes of more general rules that do not count where this one does.';
comment on column app_public.contraindication_rules.message is 'What staff read, in one sentence.';
comment on column app_public.contraindication_rules.rationale is 'Why, for staff who want to know.';
comment on column app_public.contraindication_rules.citation is 'The source, so that it can be looked up.';
comment on column app_public.contraindication_rules.citation_url is 'Where the source is on the web, if there.';
comment on column app_public.contraindication_rules.reviewed_by is 'Who reviewed the rule clinically; null = not clinically reviewed.';
comment on column app_public.contraindication_rules.reviewed_on is 'When it was reviewed.';
comment on column app_public.contraindication_rules.created_at is 'When this version was shipped.';
comment on column app_public.contraindication_rules.updated_at is 'When it was last changed: retired or reviewed.';
comment on column app_public.contraindication_rules.updated_by is 'The user who last changed it; null = a migration.';
