alter table app_private.login_throttle enable row level security;
drop policy if exists count_authenticator on app_private.login_throttle;
create policy count_authenticator on app_private.login_throttle to tf_authenticator using (true) with check (true);

-- The server's login counts directly, outside any request's identity.
grant select, insert, update, delete on app_private.login_throttle to tf_authenticator;

comment on table app_private.login_throttle is 'Attempts to sign in, counted per account and address when there is no Redis. Rows expire.';
comment on column app_private.login_throttle.key is 'What is counted; a hash where it contains an address or an account.';
comment on column app_private.login_throttle.points is 'Attempts so far.';
comment on column app_private.login_throttle.expire is 'When the count starts again: milliseconds since 1970.';
