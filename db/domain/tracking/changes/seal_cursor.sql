create or replace function app_private.seal_cursor(words text) returns text
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  select translate(encode(n.nonce || public.encrypt_iv(convert_to(words, 'UTF8'), k.key, n.nonce, 'aes-cbc/pad:pkcs'), 'base64'), E'\n', '')
    from app_private.change_cursor_key k cross join (select public.gen_random_bytes(16) as nonce offset 0) n
$$;

create or replace function app_private.open_cursor(sealed text) returns text
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select convert_from(public.decrypt_iv(substr(s.bytes, 17), k.key, substr(s.bytes, 1, 16), 'aes-cbc/pad:pkcs'), 'UTF8')
      from app_private.change_cursor_key k cross join (select decode(sealed, 'base64') as bytes) s);
exception when data_exception or external_routine_invocation_exception then -- no base64, or sealed elsewhere
  return null;
end $$;

comment on function app_private.seal_cursor(text) is 'The words so that nobody else reads or makes them: nonce and AES, in base64.';
comment on function app_private.open_cursor(text) is 'The words of what seal_cursor() made here; null for anything else.';
grant execute on function app_private.seal_cursor(text), app_private.open_cursor(text) to tf_definer;
