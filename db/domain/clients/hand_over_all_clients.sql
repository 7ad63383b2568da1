create or replace function app_public.hand_over_all_clients(from_member_id uuid, to_member_id uuid, on_day date)
  returns setof app_public.care_assignments
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_client_ids uuid[];
begin
  if not exists (select from app_public.memberships m where (m.org_id, m.id) = (v_org, from_member_id)) then
    raise exception 'There is no such member of staff.' using errcode = 'TF404';
  end if;
  perform app_private.require_carer(v_org, to_member_id, null);
  if on_day < app_hidden.org_today() then
    raise exception 'Clients are handed over today or on a later day.' using errcode = 'TF400';
  elsif from_member_id = to_member_id then
    raise exception 'Clients are handed over to somebody else.' using errcode = 'TF400';
  end if;

  perform from app_public.care_assignments a where a.org_id = v_org and a.member_id in (from_member_id, to_member_id) order by a.id for update;
  select array_agg(distinct a.client_id) into v_client_ids from app_public.care_assignments a
   where (a.org_id, a.member_id) = (v_org, from_member_id) and (a.ends_on is null or a.ends_on > on_day);

  if v_client_ids is not null then
    perform app_private.refuse_own_gain(v_org, array[to_member_id], v_client_ids);
    perform app_private.hand_over_care(v_org, v_client_ids, null, from_member_id, to_member_id, on_day, null);
    perform app_private.notify(v_org, array[from_member_id, to_member_id], 'clients_handed_over', null, jsonb_build_object(
      'fromName', app_private.member_name(v_org, from_member_id), 'toName', app_private.member_name(v_org, to_member_id),
      'onDay', on_day, 'clientCount', cardinality(v_client_ids)));
  end if;
  return query -- also what an earlier call like this one handed over, so that a repeated one answers the same
    select a.* from app_public.care_assignments a
     where (a.org_id, a.member_id, a.handed_over_from_member_id, a.starts_on) = (v_org, to_member_id, from_member_id, on_day)
     order by a.id;
end $$;
-- Definer: care is nobody's to write directly, or it could change hands without telling anybody.
alter function app_public.hand_over_all_clients(uuid, uuid, date) owner to tf_definer;

comment on function app_public.hand_over_all_clients(uuid, uuid, date) is
  'Hands over every client whom a member of staff cares for on that day or later, to one colleague, as hand_over_client() does it; both are told once. Answers the new care. TF400 day, TF404, TF075, TF076.';
revoke execute on function app_public.hand_over_all_clients(uuid, uuid, date) from public;
grant execute on function app_public.hand_over_all_clients(uuid, uuid, date) to tf_org_admin;
