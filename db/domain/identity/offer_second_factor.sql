create or replace function app_private.offer_second_factor(p_user_id uuid, p_secret_encrypted bytea) returns void
  language sql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
  insert into app_private.totp as t (user_id, pending_secret_encrypted, pending_at) values (p_user_id, p_secret_encrypted, now())
  on conflict (user_id) do update set pending_secret_encrypted = excluded.pending_secret_encrypted, pending_at = excluded.pending_at
$$;
-- Definer: secrets are not granted to anybody.
alter function app_private.offer_second_factor(uuid, bytea) owner to tf_definer;

comment on function app_private.offer_second_factor(uuid, bytea) is
  'Keeps a secret that is being shown to the person, until a code proves it; what is in use stays in force.';
grant execute on function app_private.offer_second_factor(uuid, bytea) to tf_authenticator;
