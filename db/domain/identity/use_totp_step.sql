create or replace function app_private.use_totp_step(p_user_id uuid, p_step bigint) returns boolean
  language sql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
  with used as (
    update app_private.totp t set last_step = p_step
     where t.user_id = p_user_id and t.confirmed_at is not null and (t.last_step is null or t.last_step < p_step)
    returning t.user_id
  )
  select exists (select from used)
$$;
-- Definer: secrets are not granted to anybody. One statement, so that of two requests with the same code one is refused.
alter function app_private.use_totp_step(uuid, bigint) owner to tf_definer;

comment on function app_private.use_totp_step(uuid, bigint) is
  'Uses up the code of a 30-second step; false when it, or one of a later step, was used before.';
grant execute on function app_private.use_totp_step(uuid, bigint) to tf_authenticator;
