-- Loaded into the clone before the tests run: acting as somebody, as the server does it after checking a token.
create schema tests;
grant usage on schema tests to public;
-- Functions are executable by nobody until granted; the tests' own are for every actor.
alter default privileges in schema tests grant execute on functions to public;

create function tests.set_identity(
  p_user_id uuid, p_org_id uuid, p_member_id uuid, p_client_id uuid, p_role text
) returns void language sql volatile as $$
  select
    set_config('app.user_id', coalesce(p_user_id::text, ''), true),
    set_config('app.org_id', coalesce(p_org_id::text, ''), true),
    set_config('app.member_id', coalesce(p_member_id::text, ''), true),
    set_config('app.client_id', coalesce(p_client_id::text, ''), true),
    set_config('app.role', coalesce(p_role, ''), true),
    set_config('app.request_id', '', true),
    set_config('role', 'tf_' || coalesce(p_role, 'anonymous'), true);
$$;

-- Acts as the person who signs in with this address, until as_owner(), somebody else, or the end of the file.
create function tests.authenticate_as(p_email text) returns void language plpgsql volatile as $$
declare
  v record;
begin
  perform tests.as_owner();
  select * into v from (
    select u.id as user_id, m.org_id, m.id as member_id, null::uuid as client_id, m.role::text as role
      from app_public.users u join app_public.memberships m on m.user_id = u.id
     where u.email = p_email::public.citext and m.status = 'active'
    union all
    select u.id, c.org_id, null, c.id, 'client'
      from app_public.users u join app_public.clients c on c.user_id = u.id
     where u.email = p_email::public.citext
  ) as who limit 1;
  if v is null then
    raise exception 'nobody signs in as %', p_email;
  end if;
  perform tests.set_identity(v.user_id, v.org_id, v.member_id, v.client_id, v.role);
end
$$;

-- Acts as nobody in particular.
create function tests.authenticate_as_anonymous() returns void language plpgsql volatile as $$
begin
  perform tests.as_owner();
  perform tests.set_identity(null, null, null, null, null);
end
$$;

-- Back to the owner, who arranges and inspects.
create function tests.as_owner() returns void language sql volatile as $$
  select set_config('role', 'tf_owner', true);
  select set_config(name, '', true)
    from unnest(array['app.user_id', 'app.org_id', 'app.member_id', 'app.client_id', 'app.role', 'app.request_id']) as name;
$$;

create function tests.user_id(p_email text) returns uuid language sql stable as $$
  select id from app_public.users where email = p_email::public.citext;
$$;
create function tests.org_id(p_email text) returns uuid language sql stable as $$
  select org_id from app_public.memberships where user_id = tests.user_id(p_email)
  union all select org_id from app_public.clients where user_id = tests.user_id(p_email) limit 1;
$$;
create function tests.member_id(p_email text) returns uuid language sql stable as $$
  select id from app_public.memberships where user_id = tests.user_id(p_email) limit 1;
$$;
create function tests.client_id(p_email text) returns uuid language sql stable as $$
  select id from app_public.clients where user_id = tests.user_id(p_email) limit 1;
$$;
