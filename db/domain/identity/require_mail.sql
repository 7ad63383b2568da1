create or replace function app_private.require_mail() returns void
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from app_private.installation_settings s where (s.name, s.value) = ('mail', 'none')) then
    raise exception 'This installation cannot send e-mail: its administrator has to set SMTP_URL.' using errcode = 'TF081';
  end if;
end $$;
-- Definer: settings are not granted to anybody.
alter function app_private.require_mail() owner to tf_definer;

comment on function app_private.require_mail() is 'Raises TF081 where messages cannot be sent, before anything is promised that a message would have to keep.';
grant execute on function app_private.require_mail() to tf_authenticator;
