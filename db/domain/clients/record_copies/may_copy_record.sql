create or replace function app_private.may_copy_record(copy app_public.record_copies) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from app_public.clients c
     where (c.org_id, c.id) = (copy.org_id, copy.client_id)
       and (c.user_id = copy.requested_by
            or exists (select from app_public.client_guardians g
                        where (g.org_id, g.client_id, g.user_id) = (c.org_id, c.id, copy.requested_by)
                          and g.started_on <= app_hidden.org_today() and (g.ended_on is null or g.ended_on > app_hidden.org_today()))))
$$;
comment on function app_private.may_copy_record(app_public.record_copies) is
  'Whether the person who asked is, now, still the client or a guardian of the client.';
grant execute on function app_private.may_copy_record(app_public.record_copies) to tf_definer;
