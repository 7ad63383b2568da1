-- What is watched. The columns named are those whose change alone changes no finding.
do $$
declare
  v_words constant text := '{created_at,updated_at,updated_by}';
begin
  call app_private.watch_table('app_public.client_conditions', 'tg__client_change', array['client_conditions', 'profile', '{created_at,updated_at,updated_by,note}', 'client_id']);
  call app_private.watch_table('app_public.client_medications', 'tg__client_change', array['client_medications', 'profile', '{created_at,updated_at,updated_by,note,dose}', 'client_id']);
  call app_private.watch_table('app_public.client_allergies', 'tg__client_change', array['client_allergies', 'profile', '{created_at,updated_at,updated_by,reaction}', 'client_id']);
  call app_private.watch_table('app_public.client_life_stages', 'tg__client_change', array['client_life_stages', 'profile', v_words, 'client_id']);
  call app_private.watch_table('app_public.body_metrics', 'tg__client_change', array['body_metrics', 'weight', v_words, 'client_id']);
  call app_private.watch_table('app_public.client_labs', 'tg__client_change', array['client_labs', 'lab', '{created_at,updated_at,updated_by,note,entered_value,entered_unit}', 'client_id']);
  call app_private.watch_table('app_public.client_limits', 'tg__client_change', array['client_limits', 'limit', '{created_at,updated_at,updated_by,note}', 'client_id']);
  call app_private.watch_table('app_public.clients', 'tg__client_change', array['clients', 'profile',
    '{created_at,updated_at,updated_by,user_id,given_name,family_name,full_name,email,phone,height_cm,locale,status,next_review_on,search_name}', 'id'], '{update}');
  call app_private.watch_table('app_public.contraindication_rules', 'tg__rule_change', array['contraindication_rules', 'rule', '{created_at,updated_at,updated_by,reviewed_by,reviewed_on}']);
  call app_private.watch_table('app_public.rule_adjustments', 'tg__rule_change', array['rule_adjustments', 'organisation', '{reason,end_reason,end_cause,ended_by}']);
  call app_private.watch_table('app_public.conditions', 'tg__dictionary_change', array['conditions', 'condition', 'parent_id'], '{update}');
  call app_private.watch_table('app_public.medications', 'tg__dictionary_change', array['medications', 'medication', 'class_id'], '{update}');
  call app_private.watch_table('app_public.allergens', 'tg__dictionary_change', array['allergens', 'allergen', 'parent_id'], '{update}');
  call app_private.watch_table('app_public.food_nutrients', 'tg__food_change', array['{is_assumed_zero,source_code,derivation_code,source,stated_on}']);
  call app_private.watch_table('app_public.food_tags', 'tg__food_change', array['{created_at,updated_at,updated_by,note}']);
  call app_private.watch_table('app_public.food_allergens', 'tg__food_change', array['{created_at,updated_at,updated_by,note}']);
  call app_private.watch_table('app_public.foods', 'tg__food_change', array[v_words], '{update}');
end $$;

create or replace trigger _700_safety_update after update of may_contain_is_breach on app_public.organizations
  for each row when (old.may_contain_is_breach <> new.may_contain_is_breach) execute function app_private.tg__organization_change();

drop trigger if exists _710_lock_rules on app_public.contraindication_rules;
create constraint trigger _710_lock_rules after insert or update or delete on app_public.contraindication_rules
  deferrable initially deferred for each row execute function app_private.tg__lock_rules('org_id');
drop trigger if exists _710_lock_rules on app_public.rule_adjustments;
create constraint trigger _710_lock_rules after insert or update or delete on app_public.rule_adjustments
  deferrable initially deferred for each row execute function app_private.tg__lock_rules('org_id');
drop trigger if exists _710_lock_rules on app_public.organizations;
create constraint trigger _710_lock_rules after update of may_contain_is_breach on app_public.organizations
  deferrable initially deferred for each row when (old.may_contain_is_breach <> new.may_contain_is_breach) execute function app_private.tg__lock_rules('id');
