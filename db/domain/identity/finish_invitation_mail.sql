create or replace function app_private.finish_invitation_mail(p_org_id uuid, p_invitation_id uuid, p_error text) returns void
  language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  select set_config('app.org_id', p_org_id::text, true);
  update app_public.invitations i
     set sent_at = case when p_error is null then now() else i.sent_at end, delivery_error = p_error
   where (i.org_id, i.id) = (p_org_id, p_invitation_id);
$$;
-- Definer: it writes what nobody may write directly.
alter function app_private.finish_invitation_mail(uuid, uuid, text) owner to tf_definer;

comment on function app_private.finish_invitation_mail(uuid, uuid, text) is
  'Records on an invitation that it was mailed, or why it was not (a sentence for people). The worker calls it.';
