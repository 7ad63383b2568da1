create or replace function app_public.take_over_client(id uuid, client_id uuid, reason text) returns app_public.care_assignments
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_member constant uuid := app_hidden.current_member_id();
  v_today constant date := app_hidden.org_today();
  v_reason constant text := trim(take_over_client.reason);
  v_care app_public.care_assignments;
begin
  select a.* into v_care from app_public.care_assignments a where (a.org_id, a.id) = (v_org, take_over_client.id);
  if found then
    if (v_care.client_id, v_care.member_id, v_care.is_take_over, v_care.reason) is distinct from (take_over_client.client_id, v_member, true, v_reason) then
      raise exception 'This id belongs to other care.' using errcode = 'TF409';
    end if;
    return v_care; -- the same answer again
  end if;

  if not exists (select from app_public.clients c where (c.org_id, c.id) = (v_org, take_over_client.client_id)) then
    raise exception 'There is no such client.' using errcode = 'TF404';
  elsif length(v_reason) not between 5 and 2000 then
    raise exception 'Say in a few words why: the care team will read it.' using errcode = 'TF400';
  elsif take_over_client.client_id = any (array(select app_hidden.my_client_ids())) then
    raise exception 'This client is in your care already.' using errcode = 'TF077';
  end if;

  insert into app_public.care_assignments (org_id, id, client_id, member_id, starts_on, ends_on, reason, is_take_over)
  values (v_org, take_over_client.id, take_over_client.client_id, v_member, v_today,
          (select min(a.starts_on) from app_public.care_assignments a
            where (a.org_id, a.client_id, a.member_id) = (v_org, take_over_client.client_id, v_member) and a.starts_on > v_today and a.ends_on is distinct from a.starts_on),
          v_reason, true)
  returning * into v_care;
  perform app_private.notify(v_org, app_private.care_team_member_ids(v_org, array[v_care.client_id]), 'client_taken_over', v_care.client_id,
    jsonb_build_object('reason', v_reason));
  return v_care;
end $$;
-- Definer: care is nobody's to write directly, or it could be taken without telling anybody.
alter function app_public.take_over_client(uuid, uuid, text) owner to tf_definer;

comment on function app_public.take_over_client(uuid, uuid, text) is
  'An org_admin opens a client''s record to herself from today, beside whoever cares already. The reason stays in the history of the client''s care, and the whole care team is told. The id comes from the caller, so that a repeated call answers the same. TF400 without a reason, TF404, TF077 when she cares already, TF409.';
revoke execute on function app_public.take_over_client(uuid, uuid, text) from public;
grant execute on function app_public.take_over_client(uuid, uuid, text) to tf_org_admin;
