create or replace function app_private.history_value(field text, value jsonb) returns jsonb
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_orgs constant uuid[] := array[v_org, '00000000-0000-0000-0000-000000000000'::uuid];
  v_text constant text := value #>> '{}';
  v_id uuid;
  v_name text;
begin
  -- What is known by a code or a number of a closed vocabulary.
  v_name := case field
    when 'nutrient_id' then (select n.name from app_public.nutrients n where n.id::text = v_text)
    when 'lab_test_code' then (select t.name from app_public.lab_tests t where t.code = v_text)
    when 'diet_code' then (select d.name from app_public.diets d where d.code = v_text)
    when 'tag_code' then (select t.name from app_public.tags t where t.code = v_text)
    when 'food_group_code' then (select g.name from app_public.food_groups g where g.code = v_text)
  end;
  if v_name is not null then
    return to_jsonb(v_name);
  end if;
  if jsonb_typeof(value) <> 'string' or field !~ '(_id|_by)$' or v_text !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    return value;
  end if;
  v_id := v_text::uuid;
  if field ~ '(^|_)client_id$' then
    select c.full_name into v_name from app_public.clients c where (c.org_id, c.id) = (v_org, v_id);
  elsif field ~ '(^|_)member_id$' then
    select u.display_name into v_name
      from app_public.memberships m join app_public.users u on u.id = m.user_id where (m.org_id, m.id) = (v_org, v_id);
  elsif field ~ '(_by|(^|_)user_id)$' then
    select u.display_name into v_name from app_public.users u where u.id = v_id;
  elsif field = 'team_id' then
    select t.name into v_name from app_public.teams t where (t.org_id, t.id) = (v_org, v_id);
  elsif field = 'condition_id' then
    select c.name into v_name from app_public.conditions c where c.org_id = any (v_orgs) and c.id = v_id;
  elsif field in ('medication_id', 'class_id') then
    select m.name into v_name from app_public.medications m where m.org_id = any (v_orgs) and m.id = v_id;
  elsif field = 'allergen_id' then
    select a.name into v_name from app_public.allergens a where a.org_id = any (v_orgs) and a.id = v_id;
  elsif field = 'food_id' then
    select f.name into v_name from app_public.foods f where f.org_id = any (v_orgs) and f.id = v_id;
  elsif field in ('recipe_id', 'ingredient_recipe_id') then
    select r.name into v_name from app_public.recipes r where r.org_id = any (v_orgs) and r.id = v_id;
  elsif field = 'meal_plan_id' then
    select p.name into v_name from app_public.meal_plans p where (p.org_id, p.id) = (v_org, v_id);
  elsif field in ('meal_plan_version_id', 'cloned_from_version_id') then
    select format('%s, version %s', p.name, v.number) into v_name
      from app_public.meal_plan_versions v join app_public.meal_plans p on (p.org_id, p.id) = (v.org_id, v.meal_plan_id)
     where (v.org_id, v.id) = (v_org, v_id);
  end if;
  return coalesce(to_jsonb(v_name), value);
end $$;

create or replace function app_private.history_changes(before jsonb, after jsonb) returns json
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(json_agg(json_build_object('field', f.key,
                    'before', app_private.history_value(f.key, before -> f.key), 'after', app_private.history_value(f.key, after -> f.key)) order by f.key), '[]')
    from jsonb_object_keys(coalesce(before, '{}') || coalesce(after, '{}')) f(key)
   where f.key !~ '^(id|created_at|updated_at|updated_by)$' and f.key !~ '(^|_)org_id$'
     and (before -> f.key, after -> f.key) is distinct from (null, null)
     and not (coalesce(jsonb_typeof(before -> f.key), 'null') = 'null' and coalesce(jsonb_typeof(after -> f.key), 'null') = 'null')
$$;

create or replace function app_private.history_subject(event audit.events) returns text
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_row jsonb := coalesce(event.after, '{}') || coalesce(event.before, '{}');
  v_id uuid;
begin
  if event.row_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    v_id := event.row_id::uuid;
  end if;
  -- A change tells only the fields that changed: what it is about stands in the row, if that is still there.
  if event.action = 'update' and event.table_name in ('client_conditions', 'client_medications', 'client_allergies', 'memberships', 'client_guardians', 'team_members',
                                                      'foods', 'recipes', 'teams', 'meal_plans', 'meal_plan_versions', 'meal_plan_assignments', 'body_metrics',
                                                      'client_life_stages', 'client_labs', 'client_limits', 'client_preferences', 'meal_logs', 'care_assignments', 'safety_overrides') then
    execute format('select coalesce((select to_jsonb(r) from app_public.%I r where r.org_id = $1 and r.id = $2), ''{}'') || $3', event.table_name)
      into v_row using v_org, v_id, v_row;
  end if;
  return case event.table_name
    when 'clients' then (select c.full_name from app_public.clients c where (c.org_id, c.id) = (v_org, v_id))
    when 'users' then (select u.display_name from app_public.users u where u.id = v_id)
    when 'organizations' then (select o.name from app_public.organizations o where o.id = v_id)
    when 'client_conditions' then app_private.history_value('condition_id', v_row -> 'condition_id') #>> '{}'
    when 'client_medications' then app_private.history_value('medication_id', v_row -> 'medication_id') #>> '{}'
    when 'client_allergies' then app_private.history_value('allergen_id', v_row -> 'allergen_id') #>> '{}'
    when 'client_life_stages' then v_row ->> 'life_stage'
    when 'client_labs' then app_private.history_value('lab_test_code', v_row -> 'lab_test_code') #>> '{}'
    when 'client_limits' then app_private.history_value('nutrient_id', v_row -> 'nutrient_id') #>> '{}'
    when 'client_preferences' then
      (select app_private.history_value(f, v_row -> f) #>> '{}' from unnest(array['diet_code', 'food_id', 'tag_code', 'food_group_code']) f where v_row ->> f is not null)
    when 'body_metrics' then replace(v_row ->> 'kind', '_', ' ')
    when 'meal_logs' then v_row ->> 'meal_name'
    when 'safety_overrides' then v_row ->> 'rule_code'
    when 'memberships' then app_private.history_value('user_id', v_row -> 'user_id') #>> '{}'
    when 'client_guardians' then app_private.history_value('user_id', v_row -> 'user_id') #>> '{}'
    when 'team_members' then app_private.history_value('member_id', v_row -> 'member_id') #>> '{}'
    when 'care_assignments' then coalesce(app_private.history_value('member_id', nullif(v_row -> 'member_id', 'null')), app_private.history_value('team_id', v_row -> 'team_id')) #>> '{}'
    when 'meal_plan_versions' then app_private.history_value('meal_plan_version_id', to_jsonb(event.row_id)) #>> '{}'
    when 'meal_plan_assignments' then app_private.history_value('meal_plan_version_id', v_row -> 'meal_plan_version_id') #>> '{}'
    when 'food_nutrients' then app_private.history_value('food_id', v_row -> 'food_id') #>> '{}'
    when 'food_allergens' then app_private.history_value('food_id', to_jsonb(split_part(event.row_id, '/', 1))) #>> '{}'
    when 'food_tags' then app_private.history_value('food_id', to_jsonb(split_part(event.row_id, '/', 1))) #>> '{}'
    when 'invitations' then v_row ->> 'email'
    when 'events' then v_row ->> 'month'
    else coalesce(v_row ->> 'name', v_row ->> 'code', v_row ->> 'label')
  end;
end $$;

create or replace function app_private.audit_entry(event audit.events, is_withheld boolean) returns app_public.audit_entry
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select row(event.id, event.occurred_at, event.user_id,
             (select u.display_name from app_public.users u where u.id = event.user_id),
             event.db_role,
             (select c.full_name from app_public.clients c where (c.org_id, c.id) = (event.org_id, event.on_behalf_of_client_id)),
             event.action, event.table_name, event.row_id,
             case when not is_withheld then app_private.history_subject(event) end,
             event.client_id,
             (select c.full_name from app_public.clients c where (c.org_id, c.id) = (event.org_id, event.client_id)),
             case when not is_withheld then app_private.history_changes(event.before, event.after) end,
             is_withheld, event.request_id)::app_public.audit_entry
$$;

comment on function app_private.history_value(text, jsonb) is 'What people read for a value in history: the name of what an id or a code refers to, where the organisation has it; anything else as it is.';
comment on function app_private.history_changes(jsonb, jsonb) is 'The fields of an event with their values before and after, by name: [{field, before, after}], without keys and bookkeeping.';
comment on function app_private.history_subject(audit.events) is 'What an event is about, in a word or a name; null where its table says it all.';
comment on function app_private.audit_entry(audit.events, boolean) is 'An event as a person reads it; withheld: without what it was about and what changed.';
grant execute on function app_private.history_value(text, jsonb), app_private.history_changes(jsonb, jsonb),
  app_private.history_subject(audit.events), app_private.audit_entry(audit.events, boolean) to tf_definer;

comment on type app_public.audit_entry is '@medicalRecord client client_id
One event of history: who did what, when, in whose name, and what changed.';
comment on column app_public.audit_entry.event_id is 'Identifies the event; pages go on from here.';
comment on column app_public.audit_entry.occurred_at is 'When it happened.';
comment on column app_public.audit_entry.user_id is 'The person who acted, or for whom a job acted.';
comment on column app_public.audit_entry.actor_name is 'The person''s name; null = the system, a migration, or a database administrator.';
comment on column app_public.audit_entry.actor_role is 'As what the person acted: org_admin, dietitian, assistant, researcher or client; or the database login.';
comment on column app_public.audit_entry.on_behalf_of is 'The client for whom a guardian acted; null = people acted for themselves.';
comment on column app_public.audit_entry.action is 'insert, update, delete; read = a client''s medical record; download; sign_in, sign_in_refused, token_reuse, session_ended, password_changed, second_factor_changed.';
comment on column app_public.audit_entry.table_name is 'The table that it is about; of a read: clients.';
comment on column app_public.audit_entry.row_key is 'The row''s key inside the organisation.';
comment on column app_public.audit_entry.subject is 'What it is about, in a word or a name.';
comment on column app_public.audit_entry.client_id is 'Whose record it is.';
comment on column app_public.audit_entry.client_name is 'The client''s name.';
comment on column app_public.audit_entry.changes is 'What changed, by field: [{field, before, after}], ids as names where they are known; of a read the parts of the record. Null = withheld.';
comment on column app_public.audit_entry.is_withheld is 'Whether it says no more because the client is not in the reader''s care.';
comment on column app_public.audit_entry.request_id is 'The id of the request, also of what a job did later because of it.';
