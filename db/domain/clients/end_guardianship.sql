create or replace function app_public.end_guardianship(client_guardian_id uuid, ended_on date) returns app_public.client_guardians
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_guardian app_public.client_guardians;
  v_ended_on date;
begin
  select g.* into v_guardian from app_public.client_guardians g
   where (g.org_id, g.id) = (v_org, client_guardian_id)
     and (app_hidden.current_role_name() = 'org_admin' or g.client_id = any (array(select app_hidden.my_client_ids())))
     for update;
  if not found then
    raise exception 'There is no such guardian.' using errcode = 'TF404';
  end if;
  v_ended_on := greatest(end_guardianship.ended_on, v_guardian.started_on);
  if v_guardian.ended_on = v_ended_on then
    return v_guardian; -- the same answer again
  elsif end_guardianship.ended_on < app_hidden.org_today() then
    raise exception 'A guardianship cannot end in the past: what was open, was open.' using errcode = 'TF400';
  elsif v_guardian.ended_on < v_ended_on then
    raise exception 'It ends earlier. To go on, invite the guardian anew.' using errcode = 'TF400';
  end if;

  update app_public.client_guardians g set ended_on = v_ended_on where (g.org_id, g.id) = (v_org, client_guardian_id)
  returning * into v_guardian;
  return v_guardian;
end $$;
-- Definer: guardianship is nobody's to write directly.
alter function app_public.end_guardianship(uuid, date) owner to tf_definer;

comment on function app_public.end_guardianship(uuid, date) is
  'Ends a guardianship, so that ended_on is the first day on which the guardian sees nothing; today ends it at once. Who cares for the client, or an org_admin. TF400 for a day in the past or after the end that it has, TF404.';
revoke execute on function app_public.end_guardianship(uuid, date) from public;
grant execute on function app_public.end_guardianship(uuid, date) to tf_dietitian, tf_org_admin;
