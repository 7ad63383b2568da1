-- Where attempts to sign in are counted when there is no Redis, in the form that the server's rate limiter expects.
create table app_private.login_throttle (
  key text primary key,
  points integer not null default 0,
  expire bigint
);
