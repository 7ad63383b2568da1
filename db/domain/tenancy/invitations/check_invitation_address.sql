create or replace function app_private.check_invitation_address(email public.citext) returns void
  language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
  if email::text !~ '^[^@\s]+@[^@\s]+$' or length(email::text) > 320 then
    raise exception 'This is no e-mail address. Write it like name@example.org.' using errcode = 'TF400';
  end if;
end $$;

comment on function app_private.check_invitation_address(public.citext) is 'TF400 unless it looks like an e-mail address.';
revoke execute on function app_private.check_invitation_address(public.citext) from public;
grant execute on function app_private.check_invitation_address(public.citext) to tf_definer;
