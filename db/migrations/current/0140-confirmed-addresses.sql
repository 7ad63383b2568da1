-- Whether the address of an account was proven by a mailed link. People who were invited by mail, and everybody from before, count as proven.
alter table app_public.users add column email_confirmed_at timestamptz;
update app_public.users set email_confirmed_at = created_at;

create table app_private.address_confirmations (
  token_hash bytea primary key check (length(token_hash) = 32), -- sha-256
  user_id uuid not null references app_public.users on delete cascade,
  email public.citext not null,            -- where the link was mailed: another address since then is not proven by it
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index on app_private.address_confirmations (user_id);
