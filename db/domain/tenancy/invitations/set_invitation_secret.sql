create or replace function app_private.set_invitation_secret(org uuid, invitation_id uuid, token_hash bytea) returns void
  language sql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
  insert into app_private.invitation_secrets as s (org_id, invitation_id, token_hash) values (org, invitation_id, token_hash)
  on conflict on constraint invitation_secrets_pkey do update set token_hash = excluded.token_hash, created_at = now()
$$;
-- Definer: secrets are granted to nobody.
alter function app_private.set_invitation_secret(uuid, uuid, bytea) owner to tf_definer;

comment on function app_private.set_invitation_secret(uuid, uuid, bytea) is
  'Gives an invitation its secret, as a SHA-256; the one that it had no longer counts.';
revoke execute on function app_private.set_invitation_secret(uuid, uuid, bytea) from public;
