-- For whoever looks after the installation, in SQL: no role of a request may call it.
create or replace function app_private.create_organization(name text, time_zone text, locale text, admin_email text) returns uuid
  language plpgsql volatile strict set search_path = pg_catalog, pg_temp
as $$
declare
  v_org uuid;
  v_invitation uuid;
begin
  perform app_private.require_mail();
  perform app_private.check_invitation_address(trim(create_organization.admin_email)::public.citext);
  insert into app_public.organizations (name, time_zone, locale) values (trim(create_organization.name), create_organization.time_zone, create_organization.locale)
  returning id into v_org;
  insert into app_public.invitations (org_id, kind, email, role, expires_at)
  values (v_org, 'member', trim(create_organization.admin_email), 'org_admin', now() + interval '7 days')
  returning id into v_invitation;
  perform app_private.enqueue_invitation_mail(v_org, v_invitation);
  return v_org;
end $$;

comment on function app_private.create_organization(text, text, text, text) is
  'Sets up an organisation and mails its first org_admin an invitation; answers the organisation''s id. TF400 for what makes no sense, TF081 where the installation cannot send mail.';
revoke execute on function app_private.create_organization(text, text, text, text) from public;
