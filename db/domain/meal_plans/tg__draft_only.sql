-- Definer and owned by the migrating role on purpose: it writes the version row whoever acts, so that a DBA trips as well.
create or replace function app_private.tg__draft_only() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org_ids uuid[];
  v_version_ids uuid[];
begin
  if tg_op = 'INSERT' then
    select array_agg(r.org_id), array_agg(r.meal_plan_version_id) into v_org_ids, v_version_ids
      from (select distinct a.org_id, a.meal_plan_version_id from after_rows a) r;
  elsif tg_op = 'DELETE' then
    select array_agg(r.org_id), array_agg(r.meal_plan_version_id) into v_org_ids, v_version_ids
      from (select distinct b.org_id, b.meal_plan_version_id from before_rows b) r;
  else -- before and after: what is moved out of a version changes it too
    select array_agg(r.org_id), array_agg(r.meal_plan_version_id) into v_org_ids, v_version_ids
      from (select a.org_id, a.meal_plan_version_id from after_rows a
            union select b.org_id, b.meal_plan_version_id from before_rows b) r;
  end if;

  -- One write: waits for a publish in progress, trips published_is_final after it, counts the edit.
  update app_public.meal_plan_versions v set revision = v.revision + 1
    from unnest(v_org_ids, v_version_ids) c(org_id, id)
   where v.org_id = c.org_id and v.id = c.id;
  return null;
end $$;

comment on function app_private.tg__draft_only() is
  'Statement trigger on the parts of a plan version: counts the edit on the version''s row, which waits for a publish in progress and is refused (TF020) once the version is published.';

create or replace procedure app_private.protect_draft_parts(target regclass)
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  execute format('create or replace trigger _500_draft_only_insert after insert on %s referencing new table as after_rows
                  for each statement execute function app_private.tg__draft_only()', target);
  execute format('create or replace trigger _500_draft_only_update after update on %s referencing old table as before_rows new table as after_rows
                  for each statement execute function app_private.tg__draft_only()', target);
  execute format('create or replace trigger _500_draft_only_delete after delete on %s referencing old table as before_rows
                  for each statement execute function app_private.tg__draft_only()', target);
  execute format('create or replace trigger _500_never_truncated before truncate on %s
                  for each statement execute function app_private.tg__published_is_final()', target);
end $$;

comment on procedure app_private.protect_draft_parts(regclass) is
  'Makes a table whose rows belong to a plan version (org_id, meal_plan_version_id) writable only while that version is a draft.';
