-- A code that one person reads to another: ten characters of Crockford's base 32 (no I, L, O, U), which are 50 random bits.
create or replace function app_private.new_invitation_code() returns text
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (get_byte(r.bytes, n) & 31) + 1, 1) || case when n in (3, 7) then '-' else '' end, '' order by n)
    from (select public.gen_random_bytes(10) as bytes offset 0) r, generate_series(0, 9) n
$$;

create or replace function app_private.invitation_code_hash(code text) returns bytea
  language sql immutable strict parallel safe set search_path = pg_catalog, pg_temp
as $$
  select sha256(convert_to(translate(upper(regexp_replace(code, '[-[:space:]]', '', 'g')), 'OIL', '011'), 'UTF8'))
$$;

comment on function app_private.new_invitation_code() is 'A random code such as K7QF-2MZP-9D.';
comment on function app_private.invitation_code_hash(text) is
  'SHA-256 of a code in its normal form: as typed with or without dashes and spaces, in any case, O for 0 and I or L for 1.';
revoke execute on function app_private.new_invitation_code(), app_private.invitation_code_hash(text) from public;
grant execute on function app_private.new_invitation_code(), app_private.invitation_code_hash(text) to tf_definer;
