create or replace function app_private.second_factor(p_user_id uuid)
  returns table (secret_encrypted bytea, confirmed_at timestamptz, pending_secret_encrypted bytea, recovery_codes_left int, required_by text[])
  language sql stable strict security definer set search_path = pg_catalog, pg_temp rows 1
as $$
  select t.secret_encrypted, t.confirmed_at,
         case when t.pending_at > now() - interval '30 minutes' then t.pending_secret_encrypted end,
         (select count(*)::int from app_private.recovery_codes c where c.user_id = p_user_id and c.used_at is null),
         array(select distinct p.organization_name from app_private.user_places(p_user_id) p where p.requires_second_factor order by 1)
    from (values (p_user_id)) person(id) left join app_private.totp t on t.user_id = person.id
$$;
-- Definer: secrets are not granted to anybody.
alter function app_private.second_factor(uuid) owner to tf_definer;

comment on function app_private.second_factor(uuid) is
  'What is known of a person''s second factor: the encrypted secret in use, the one that waits for its first code (half an hour at most), how many recovery codes are left, and which of their organisations require one.';
grant execute on function app_private.second_factor(uuid) to tf_authenticator;
