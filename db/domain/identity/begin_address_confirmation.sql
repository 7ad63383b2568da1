create or replace function app_private.begin_address_confirmation(p_user_id uuid, p_token_hash bytea, p_lifetime interval) returns text
  language sql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
  insert into app_private.address_confirmations (token_hash, user_id, email, expires_at)
  select p_token_hash, u.id, u.email, now() + p_lifetime from app_public.users u where u.id = p_user_id and u.email_confirmed_at is null
  returning email::text
$$;
-- Definer: it writes what nobody may write directly.
alter function app_private.begin_address_confirmation(uuid, bytea, interval) owner to tf_definer;

comment on function app_private.begin_address_confirmation(uuid, bytea, interval) is
  'Keeps the hash of a token that proves a person''s address, and answers where to mail it; null, and nothing kept, when it is proven already. The name is left out on purpose: whose mailbox it is, is not known. The worker calls it.';
