create or replace function app_public.edit_meal_plan_version(meal_plan_version_id uuid, revision integer, edits app_public.meal_plan_edit[]) returns json
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_version constant app_public.meal_plan_versions := app_private.lock_meal_plan_version(edit_meal_plan_version.meal_plan_version_id);
  v_edited app_public.meal_plan_versions;
  v_before jsonb;
begin
  if v_version.status = 'published' then
    raise exception 'Version % is published and never changes. Clone it and change the clone.', v_version.number using errcode = 'TF020';
  end if;
  if v_version.revision <> edit_meal_plan_version.revision then
    raise exception 'The plan was changed meanwhile; nothing of this was saved.' using errcode = 'TF010',
      detail = json_build_object('revision', v_version.revision)::text;
  end if;
  if cardinality(edits) not between 1 and 1000 then
    raise exception 'An edit has 1 to 1000 steps.' using errcode = 'TF400';
  end if;

  v_before := app_private.meal_plan_parts_before(v_org, v_version.id, edits);
  perform app_private.apply_meal_plan_edits(v_org, v_version.id, edits);
  select v.* into v_edited from app_public.meal_plan_versions v where v.org_id = v_org and v.id = v_version.id;
  perform app_private.record_meal_plan_edit(v_version, v_edited.revision, v_before, (select jsonb_agg(jsonb_strip_nulls(to_jsonb(e))) from unnest(edits) e));

  return json_build_object(
    'revision', v_edited.revision,
    'savedAt', v_edited.updated_at,
    'nutrition', app_public.meal_plan_version_nutrition(v_version.id),
    'findings', app_private.meal_plan_findings(v_version.id, v_version.client_id),
    'items', (select coalesce(json_agg(json_build_object('id', i.id, 'mealId', i.meal_plan_meal_id, 'position', i.position,
                                                         'alternativeOfId', i.alternative_of_id, 'grams', trim_scale(round(i.grams, 3)))), '[]')
                from app_public.meal_plan_items i
               where i.org_id = v_org and i.meal_plan_version_id = v_version.id
                 and i.id = any (array(select e.id from unnest(edits) e where e.op in ('add_item', 'update_item', 'move_item')))));
end $$;
-- Definer: drafts are writable through this function only; asks for access itself.
alter function app_public.edit_meal_plan_version(uuid, integer, app_public.meal_plan_edit[]) owner to tf_definer;

comment on function app_public.edit_meal_plan_version(uuid, integer, app_public.meal_plan_edit[]) is
  '@medicalRecord meal_plan_version meal_plan_version_id
Applies edits to a draft, in their order, all or none, for whoever saw its current revision. Answers {"revision", "savedAt", "nutrition", "findings", "items": [{id, mealId, position, alternativeOfId, grams}] that were added, updated or moved}. Rows get the ids that the caller gives them, so that an edit is undone by its inverse. TF010 stale revision (nothing is written), TF020 published, TF030–TF034 amounts, TF400, TF404, TF409 an id is taken.';
revoke execute on function app_public.edit_meal_plan_version(uuid, integer, app_public.meal_plan_edit[]) from public;
grant execute on function app_public.edit_meal_plan_version(uuid, integer, app_public.meal_plan_edit[]) to tf_assistant, tf_dietitian, tf_org_admin;
