create or replace function app_public.publish_meal_plan_version(
  meal_plan_version_id uuid, revision integer, change_note text default '', decisions app_public.safety_decision[] default '{}'
) returns app_public.meal_plan_versions
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_note constant text := trim(coalesce(publish_meal_plan_version.change_note, ''));
  -- Locks. Only later statements read, so that what they freeze includes every edit that this one waited for.
  v_version app_public.meal_plan_versions := app_private.lock_meal_plan_version(publish_meal_plan_version.meal_plan_version_id);
  v_preparer constant uuid := v_version.review_requested_by;
  v_content jsonb;
  v_facts json;
  v_nutrition jsonb;
begin
  if v_version.status = 'published' then
    if v_version.revision = publish_meal_plan_version.revision and v_version.change_note = v_note and v_version.published_by = app_hidden.current_user_id() then
      return v_version; -- the same request again
    end if;
    raise exception 'Version % is published already and never changes. Clone it and change the clone.', v_version.number using errcode = 'TF020';
  end if;
  if v_version.revision is distinct from publish_meal_plan_version.revision then
    raise exception 'The plan was changed meanwhile; look at it again before you publish.' using errcode = 'TF010',
      detail = json_build_object('revision', v_version.revision)::text;
  end if;
  if length(v_note) > 2000 then
    raise exception 'The change note is at most 2000 characters.' using errcode = 'TF400';
  end if;
  if not exists (select from app_public.meal_plan_items i where i.org_id = v_org and i.meal_plan_version_id = v_version.id) then
    raise exception 'There is nothing to publish: the plan needs at least one item.' using errcode = 'TF021';
  end if;
  if v_version.day_mapping = 'weekday' and (select count(*) from app_public.meal_plan_days d where d.org_id = v_org and d.meal_plan_version_id = v_version.id) % 7 <> 0 then
    raise exception 'A plan by weekday needs whole weeks: 7, 14, 21 … days.' using errcode = 'TF400';
  end if;

  if v_version.client_id is not null then -- a template is checked when it becomes a client's
    perform app_private.lock_safety(v_org, v_version.client_id);
    perform app_private.settle_findings(v_org, v_version.id, v_version.client_id,
              array(select f from app_private.meal_plan_version_findings(
                        v_org, v_version.id, v_version.client_id, app_private.check_period(v_org, v_version.client_id, null, null), to_decide_only => true) f
                     where f.needs_reason or f.needs_acknowledgement),
              coalesce(decisions, '{}'));
  end if;

  v_content := app_private.meal_plan_content(v_org, v_version.id);
  v_facts := app_private.meal_plan_facts(v_org, v_version.id);
  v_nutrition := app_private.nutrition_now(v_org, v_version.id)::jsonb;
  insert into app_public.published_contents (org_id, meal_plan_version_id, content, facts, nutrition)
  values (v_org, v_version.id, v_content, v_facts, v_nutrition);
  update app_public.meal_plan_versions v
     set status = 'published', change_note = v_note, content_hash = app_private.meal_plan_content_hash(v_content, v_facts, v_nutrition),
         published_at = clock_timestamp(), published_by = app_hidden.current_user_id(),
         review_requested_at = null, review_requested_by = null, review_requested_revision = null, review_note = '',
         review_returned_at = null, review_returned_by = null, review_return_note = ''
   where v.org_id = v_org and v.id = v_version.id
  returning v.* into v_version;
  if v_preparer is not null then -- whoever made it ready hears that it is done
    perform app_private.notify_of_plan(v_version, array(select m.id from app_public.memberships m where m.org_id = v_org and m.user_id = v_preparer), 'plan_published');
  end if;
  return v_version;
end $$;
-- Definer: versions are writable through functions only; whose rows, it asks itself.
alter function app_public.publish_meal_plan_version(uuid, integer, text, app_public.safety_decision[]) owner to tf_definer;

comment on function app_public.publish_meal_plan_version(uuid, integer, text, app_public.safety_decision[]) is
  '@medicalRecord meal_plan_version meal_plan_version_id
Publishes the draft as its caller saw it (revision): freezes all that the client will see or that safety used, and its SHA-256; it never changes again, and waits for no review any more. The same request again, by the same person, gives the same answer. TF404, TF010 stale revision, TF020 published already, TF021 no item, TF022 a breach without a reason and TF023 an unacknowledged undetermined contraindication (detail: {"findings"}): call again with a decision for each.';
revoke execute on function app_public.publish_meal_plan_version(uuid, integer, text, app_public.safety_decision[]) from public;
grant execute on function app_public.publish_meal_plan_version(uuid, integer, text, app_public.safety_decision[]) to tf_dietitian, tf_org_admin;
