create or replace function app_public.hand_over_client(
  id uuid,
  client_id uuid,
  from_member_id uuid,
  to_member_id uuid,
  on_day date,
  note text default null
) returns app_public.care_assignments
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_care app_public.care_assignments;
begin
  select a.* into v_care from app_public.care_assignments a where (a.org_id, a.id) = (v_org, hand_over_client.id);
  if found then
    if (v_care.client_id, v_care.member_id, v_care.handed_over_from_member_id, v_care.starts_on)
         is distinct from (hand_over_client.client_id, to_member_id, from_member_id, on_day) then
      raise exception 'This id belongs to other care.' using errcode = 'TF409';
    end if;
    return v_care; -- the same answer again
  end if;

  -- Whoever is no org_admin hands over what is their own.
  if app_hidden.current_role_name() <> 'org_admin' and from_member_id is distinct from app_hidden.current_member_id() then
    raise exception 'There is no such care to hand over.' using errcode = 'TF404';
  end if;
  perform app_private.require_carer(v_org, to_member_id, null);
  if on_day is null or on_day < app_hidden.org_today() then
    raise exception 'A client is handed over today or on a later day.' using errcode = 'TF400';
  elsif from_member_id = to_member_id then
    raise exception 'A client is handed over to somebody else.' using errcode = 'TF400';
  elsif length(note) > 2000 then
    raise exception 'A note has at most 2000 characters.' using errcode = 'TF400';
  end if;

  perform from app_public.care_assignments a
    where (a.org_id, a.client_id) = (v_org, hand_over_client.client_id) and a.member_id in (from_member_id, to_member_id) for update;
  if not exists (select from app_public.care_assignments a
                  where (a.org_id, a.client_id, a.member_id) = (v_org, hand_over_client.client_id, from_member_id)
                    and (a.ends_on is null or a.ends_on > on_day)) then
    raise exception 'There is no such care to hand over.' using errcode = 'TF404';
  end if;
  perform app_private.refuse_own_gain(v_org, array[to_member_id], array[hand_over_client.client_id]);

  select h.* into v_care
    from app_private.hand_over_care(v_org, array[hand_over_client.client_id], array[hand_over_client.id], from_member_id, to_member_id, on_day, note) h;
  perform app_private.notify(v_org, array[from_member_id, to_member_id], 'client_handed_over', v_care.client_id, jsonb_build_object(
    'fromName', app_private.member_name(v_org, from_member_id), 'toName', app_private.member_name(v_org, to_member_id),
    'onDay', on_day, 'reason', v_care.reason));
  return v_care;
end $$;
-- Definer: care is nobody's to write directly, or it could change hands without telling anybody.
alter function app_public.hand_over_client(uuid, uuid, uuid, uuid, date, text) owner to tf_definer;

comment on function app_public.hand_over_client(uuid, uuid, uuid, uuid, date, text) is
  'Hands a client over from one member of staff to another on a day: the one''s care ends the day before, the other''s begins, history stays, and both are told. A dietitian hands over what is in her own care, an org_admin anybody''s. The id is the new care''s and comes from the caller, so that a repeated call answers the same. TF400 day, TF404, TF075, TF076, TF409.';
revoke execute on function app_public.hand_over_client(uuid, uuid, uuid, uuid, date, text) from public;
grant execute on function app_public.hand_over_client(uuid, uuid, uuid, uuid, date, text) to tf_dietitian, tf_org_admin;
