create or replace function app_private.rehash_password(p_user_id uuid, p_old_hash text, p_new_hash text) returns void
  language sql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
  update app_private.user_credentials c set password_hash = p_new_hash, updated_at = now()
   where c.user_id = p_user_id and c.password_hash = p_old_hash
$$;
-- Definer: credentials are not granted to anybody.
alter function app_private.rehash_password(uuid, text, text) owner to tf_definer;

comment on function app_private.rehash_password(uuid, text, text) is
  'Keeps the same password under a hash of today''s cost; nothing where it was changed meanwhile.';
grant execute on function app_private.rehash_password(uuid, text, text) to tf_authenticator;
