create or replace function app_public.end_care(care_assignment_id uuid, ends_on date) returns app_public.care_assignments
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_today constant date := app_hidden.org_today();
  v_care app_public.care_assignments;
  v_ends_on date;
begin
  select a.* into v_care from app_public.care_assignments a where (a.org_id, a.id) = (v_org, care_assignment_id) for update;
  if not found then
    raise exception 'There is no such care.' using errcode = 'TF404';
  end if;
  v_ends_on := greatest(end_care.ends_on, v_care.starts_on); -- care that has not begun never does
  if v_care.ends_on = v_ends_on then
    return v_care; -- the same answer again
  elsif end_care.ends_on < v_today then
    raise exception 'Care cannot end in the past: what was open, was open.' using errcode = 'TF400';
  elsif v_care.ends_on < v_ends_on then
    raise exception 'This care ends earlier. To go on, assign it anew.' using errcode = 'TF400';
  end if;

  update app_public.care_assignments a set ends_on = v_ends_on where (a.org_id, a.id) = (v_org, care_assignment_id)
  returning * into v_care;
  perform app_private.notify(v_org, app_private.carer_member_ids(v_org, v_care.member_id, v_care.team_id), 'care_ended', v_care.client_id,
    jsonb_build_object('endsOn', v_care.ends_on, 'teamName', (select t.name from app_public.teams t where (t.org_id, t.id) = (v_org, v_care.team_id))));
  return v_care;
end $$;
-- Definer: care is nobody's to write directly, or it could end without telling anybody.
alter function app_public.end_care(uuid, date) owner to tf_definer;

comment on function app_public.end_care(uuid, date) is
  'Ends care, so that ends_on is the first day without it; today closes the record to them at once. The past stays, and they are told. It may leave a client with nobody: Client.hasCarerOn says so. TF400 for a day in the past or after the end that it has, TF404.';
revoke execute on function app_public.end_care(uuid, date) from public;
grant execute on function app_public.end_care(uuid, date) to tf_org_admin;
