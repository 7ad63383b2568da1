create or replace function app_public.request_record_copy(id uuid) returns app_public.record_copies
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_client constant uuid := (select c.id from app_hidden.my_client_ids() c(id) where c.id = app_hidden.current_client_id() limit 1);
  v_copy app_public.record_copies;
begin
  if v_client is null then
    raise exception 'There is no such record.' using errcode = 'TF404';
  end if;
  -- One request for a record at a time: two devices that ask at once get one copy and one refusal.
  perform pg_advisory_xact_lock(hashtextextended('record_copy:' || v_org || v_client, 0));
  select r.* into v_copy from app_public.record_copies r where (r.org_id, r.id) = (v_org, request_record_copy.id);
  if found then
    if (v_copy.client_id, v_copy.requested_by) is distinct from (v_client, app_hidden.current_user_id()) then
      raise exception 'This id belongs to another copy.' using errcode = 'TF409';
    end if;
    return v_copy;
  end if;
  select r.* into v_copy from app_public.record_copies r
   where r.org_id = v_org and r.client_id = v_client and r.status in ('requested', 'running', 'ready') and r.created_at > now() - interval '1 day'
   order by r.created_at desc limit 1;
  if found then
    raise exception 'A copy of this record was asked for within the last day: fetch that one.' using errcode = 'TF154', detail = json_build_object('recordCopyId', v_copy.id)::text;
  end if;

  insert into app_public.record_copies as r (org_id, id, client_id, requested_by)
  values (v_org, request_record_copy.id, v_client, app_hidden.current_user_id())
  returning r.* into v_copy;
  perform app_private.enqueue_write_record_copy(v_org, v_copy.id);
  return v_copy;
end $$;
-- Definer: nobody writes the table directly; it takes the client and the person from the request's identity.
alter function app_public.request_record_copy(uuid) owner to tf_definer;

comment on function app_public.request_record_copy(uuid) is
  'Asks for a copy of the whole record of the client who asks, or whose guardian does, as a file. Nobody has to approve it. Asking again with the same id answers the same. TF409 for an id used otherwise, TF154 where one was asked for within the last day (detail: {"recordCopyId"}).';
revoke execute on function app_public.request_record_copy(uuid) from public;
grant execute on function app_public.request_record_copy(uuid) to tf_client;
