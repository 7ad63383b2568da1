create or replace function app_public.continue_on_new_draft(meal_plan_version_id uuid, draft_id uuid, edits app_public.meal_plan_edit[]) returns app_public.meal_plan_versions
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_source constant app_public.meal_plan_versions := app_private.visible_meal_plan_version(continue_on_new_draft.meal_plan_version_id);
  v_asked constant text := encode(sha256(convert_to(edits::text, 'UTF8')), 'hex');
  v_draft app_public.meal_plan_versions;
  v_ids jsonb;
  v_edits app_public.meal_plan_edit[];
  v_before jsonb;
begin
  perform from app_public.meal_plans p where p.org_id = v_org and p.id = v_source.meal_plan_id for no key update; -- one clone at a time
  select v.* into v_draft from app_public.meal_plan_versions v where v.org_id = v_org and v.id = continue_on_new_draft.draft_id;
  if found then
    if (v_draft.cloned_from_version_id, v_draft.continued_with) is distinct from (v_source.id, v_asked) then
      raise exception 'This id is taken by another version.' using errcode = 'TF409';
    end if;
    return v_draft; -- the same request again
  end if;
  if cardinality(edits) not between 1 and 1000 then
    raise exception 'An edit has 1 to 1000 steps.' using errcode = 'TF400';
  end if;

  v_ids := app_private.begin_next_draft(v_source, continue_on_new_draft.draft_id, v_asked);
  -- What the edits call by its id in the published version is called otherwise in the copy. What they add keeps the caller's id, unless
  -- they put back what they removed.
  v_edits := array(
    select jsonb_populate_record(e.edit, jsonb_strip_nulls(jsonb_build_object(
             'id', v_ids -> (e.edit).id::text, 'day_id', v_ids -> (e.edit).day_id::text, 'meal_id', v_ids -> (e.edit).meal_id::text,
             'alternative_of_id', v_ids -> (e.edit).alternative_of_id::text)))
      from (select edits[n] as edit, n from generate_subscripts(edits, 1) n) e order by e.n);

  select v.* into v_draft from app_public.meal_plan_versions v where v.org_id = v_org and v.id = continue_on_new_draft.draft_id;
  v_before := app_private.meal_plan_parts_before(v_org, v_draft.id, v_edits);
  perform app_private.apply_meal_plan_edits(v_org, v_draft.id, v_edits);
  perform app_private.record_meal_plan_edit(v_draft, (select v.revision from app_public.meal_plan_versions v where v.org_id = v_org and v.id = v_draft.id),
                                            v_before, (select jsonb_agg(jsonb_strip_nulls(to_jsonb(e))) from unnest(v_edits) e));
  select v.* into v_draft from app_public.meal_plan_versions v where v.org_id = v_org and v.id = v_draft.id;
  return v_draft;
end $$;
-- Definer: versions are writable through functions only; asks for access itself.
alter function app_public.continue_on_new_draft(uuid, uuid, app_public.meal_plan_edit[]) owner to tf_definer;

comment on function app_public.continue_on_new_draft(uuid, uuid, app_public.meal_plan_edit[]) is
  '@medicalRecord meal_plan_version meal_plan_version_id
Begins a new draft as a copy of a published version and applies edits to it, in their order, all or none: what somebody had not saved yet when a colleague published. The edits name days, meals and items as the published version does; the copy''s own ids take their place. The id of the draft comes from the caller; the same request again gives the same draft. TF404 (also an edit of what is not there any more), TF409 the id is taken, or the plan has a draft (detail: {"mealPlanVersionId"}), TF030–TF034 amounts, TF125, TF136, TF400.';
revoke execute on function app_public.continue_on_new_draft(uuid, uuid, app_public.meal_plan_edit[]) from public;
grant execute on function app_public.continue_on_new_draft(uuid, uuid, app_public.meal_plan_edit[]) to tf_assistant, tf_dietitian, tf_org_admin;
