create or replace function app_public.meal_plan_version_document(meal_plan_version_id uuid) returns json
  language plpgsql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_version constant app_public.meal_plan_versions := app_private.visible_meal_plan_version(meal_plan_version_document.meal_plan_version_id);
  v_plan app_public.meal_plans;
  v_frozen app_public.published_contents;
  v_is_draft constant boolean := v_version.status = 'draft';
begin
  select p.* into v_plan from app_public.meal_plans p where p.org_id = v_org and p.id = v_version.meal_plan_id;
  if not v_is_draft then
    select c.* into v_frozen from app_public.published_contents c where c.org_id = v_org and c.meal_plan_version_id = v_version.id;
  end if;

  return json_build_object(
    'plan', json_build_object('id', v_plan.id, 'name', v_plan.name, 'isTemplate', v_plan.client_id is null),
    'version', json_build_object(
      'id', v_version.id, 'number', v_version.number, 'status', v_version.status, 'revision', v_version.revision,
      'dayMapping', v_version.day_mapping, 'isRepeating', v_version.is_repeating, 'note', v_version.note, 'changeNote', v_version.change_note,
      'publishedAt', v_version.published_at,
      'publishedBy', (select u.display_name from app_public.users u where u.id = v_version.published_by),
      'contentHash', v_version.content_hash, 'savedAt', v_version.updated_at),
    'review', app_private.meal_plan_review(v_version),
    'client', app_private.meal_plan_client(v_org, v_version.client_id, app_hidden.org_today()),
    'nutrients', app_private.panel_nutrients_json(),
    'shownNutrientIds', app_private.shown_nutrient_ids(v_org),
    'targets', (select coalesce(json_agg(json_build_object('nutrientId', t.nutrient_id, 'minimum', t.minimum, 'maximum', t.maximum, 'basis', t.basis) order by t.nutrient_id), '[]')
                  from app_public.meal_plan_targets t where t.org_id = v_org and t.meal_plan_version_id = v_version.id),
    'days', case when v_is_draft then app_private.draft_days(v_org, v_version.id) else app_private.published_days(v_org, v_version.id) end,
    'foods', case when v_is_draft then app_private.meal_plan_foods(v_org, v_version.id)
                  else (select coalesce(json_object_agg(f.key, json_build_object('name', f.value -> 'name', 'group', f.value -> 'group',
                                                                                  'portions', '[]'::json, 'units', '[]'::json)), '{}')
                          from jsonb_each(v_frozen.content -> 'foods') f) end,
    'recipes', case when v_is_draft then app_private.meal_plan_recipes(v_org, v_version.id)
                    else (select coalesce(json_object_agg(r.key, json_build_object('name', r.value -> 'name', 'servings', r.value -> 'servings',
                                                                                    'hasCookedWeight', r.value ->> 'cookedWeightG' is not null,
                                                                                    'frozen', json_build_object('preparation', r.value -> 'preparation',
                                                                                                                'ingredients', r.value -> 'ingredients'))), '{}')
                            from jsonb_each(v_frozen.content -> 'recipes') r) end,
    'nutrition', case when v_is_draft then app_public.meal_plan_version_nutrition(v_version.id) else v_frozen.nutrition::json end,
    'findings', app_private.meal_plan_findings(v_version.id, v_version.client_id),
    'versions', (select json_agg(json_build_object('id', o.id, 'number', o.number, 'status', o.status, 'publishedAt', o.published_at) order by o.number)
                   from app_public.meal_plan_versions o where o.org_id = v_org and o.meal_plan_id = v_plan.id),
    'assignments', (select coalesce(json_agg(json_build_object(
                             'id', a.id, 'mealPlanVersionId', a.meal_plan_version_id, 'versionNumber', o.number, 'startsOn', a.starts_on, 'endsOn', a.ends_on,
                             'status', a.status, 'statusReason', a.status_reason, 'note', a.note) order by a.starts_on), '[]')
                      from app_public.meal_plan_versions o
                      join app_public.meal_plan_assignments a on a.org_id = o.org_id and a.client_id = o.client_id and a.meal_plan_version_id = o.id
                     where o.org_id = v_org and o.meal_plan_id = v_plan.id),
    'librarySeen', case when v_is_draft then app_private.library_mark() end,
    'canEdit', v_is_draft,
    'canPublish', v_is_draft and app_private.may_execute('app_public.publish_meal_plan_version(uuid, integer, text, app_public.safety_decision[])'),
    'canAssign', not v_is_draft and v_version.client_id is not null
                 and app_private.may_execute('app_public.assign_meal_plan_version(uuid, uuid, date, date, app_public.safety_decision[], text, uuid)'));
end $$;
-- Definer: one access check up front, then no policy runs for each of hundreds of rows.
alter function app_public.meal_plan_version_document(uuid) owner to tf_definer;

comment on function app_public.meal_plan_version_document(uuid) is
  '@medicalRecord meal_plan_version meal_plan_version_id
Everything that the plan builder opens with, as one document: plan, version, whether it waits for review, client, nutrients, which of them the organisation shows, targets, days with meals and items, what their foods offer, nutrition, findings, versions, assignments, what the caller may do, and a mark of the library (librarySeen, for visit_draft). A published version shows what was frozen; its findings are of now. TF404.';
revoke execute on function app_public.meal_plan_version_document(uuid) from public;
grant execute on function app_public.meal_plan_version_document(uuid) to tf_assistant, tf_dietitian, tf_org_admin;
