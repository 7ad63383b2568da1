-- The cluster's roles. Created outside migrations (roles belong to the whole cluster, not to one database) by a connection that
-- may create roles; can be run again at any time. Passwords are set by the program that runs this, never here.

do $$
declare
  v_role text;
begin
  foreach v_role in array array[
    'tf_owner', 'tf_definer', 'tf_authenticator',
    'tf_anonymous', 'tf_client', 'tf_assistant', 'tf_dietitian', 'tf_org_admin', 'tf_researcher'
  ] loop
    if not exists (select from pg_catalog.pg_roles where rolname = v_role) then
      execute format('create role %I nologin noinherit', v_role);
    end if;
  end loop;
end
$$;

-- Owns and migrates everything. Whoever runs this may act as the owner.
alter role tf_owner inherit;
grant tf_owner to current_user with inherit true, set true;

-- Owns the security definer functions and no table. The owner inherits it, because replacing a function takes its owner's rights.
grant tf_definer to tf_owner with inherit true, set true;

-- The server's login: has no rights of its own and takes one of these roles for each transaction.
alter role tf_authenticator login noinherit;
grant tf_anonymous, tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher
  to tf_authenticator with inherit false, set true;

do $$
begin
  -- PostgreSQL lets everybody make temporary tables; ours have no use for it, and a table could stand in for another.
  execute format('revoke temporary on database %I from public', current_database());
  execute format('grant connect, create, temporary on database %I to tf_owner', current_database());
  execute format('grant connect on database %I to tf_authenticator', current_database());
end
$$;
grant usage, create on schema public to tf_owner;
