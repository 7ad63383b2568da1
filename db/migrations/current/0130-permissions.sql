-- What a role may do, as app_private.role_permissions derives it; nothing is stored.
create type app_public.permission_kind as enum ('table', 'function');
create type app_public.permission_rows as enum ('all', 'care', 'own', 'some');
create type app_public.permission as (
  role text,
  capability text,
  kind app_public.permission_kind,
  rows app_public.permission_rows,
  columns text[],
  policies text[],
  meaning text
);
