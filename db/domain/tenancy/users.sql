alter table app_public.users enable row level security;
create or replace trigger _100_stamp before insert or update on app_public.users
  for each row execute function app_private.tg__stamp();
call app_private.audit_table('app_public.users');

drop policy if exists definer on app_public.users;
create policy definer on app_public.users to tf_definer using (true);
drop policy if exists select_self on app_public.users;
create policy select_self on app_public.users for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher
  using (id = (select app_hidden.current_user_id()));
drop policy if exists select_colleagues on app_public.users;
create policy select_colleagues on app_public.users for select to tf_assistant, tf_dietitian, tf_org_admin
  using (id = any (array(select app_hidden.colleague_user_ids())));
drop policy if exists select_guardians on app_public.users;
create policy select_guardians on app_public.users for select to tf_assistant, tf_dietitian, tf_org_admin
  using (id = any (array(select app_hidden.guardian_user_ids())));
drop policy if exists select_clients on app_public.users;
create policy select_clients on app_public.users for select to tf_assistant, tf_dietitian, tf_org_admin
  using (id = any (array(select app_hidden.client_user_ids())));

-- NOTE: nothing is granted for writing: people join by invitation and change their own account through functions.
-- The definer role makes an account when an invitation is accepted, and says when its address was proven.
grant insert (email, display_name), update (email_confirmed_at) on app_public.users to tf_definer;
grant select on app_public.users to tf_definer, tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;

comment on table app_public.users is $$A person who can sign in; belongs to organisations through memberships.$$;
comment on column app_public.users.id is 'Identifies the person, across organisations.';
comment on column app_public.users.email is 'The address that the person signs in with.';
comment on column app_public.users.email_confirmed_at is 'When a mailed link proved that the person reads that address; null = it was only typed, and nothing that gives access is mailed there.';
comment on column app_public.users.display_name is 'The name that others see.';
comment on column app_public.users.created_at is 'When the account was made.';
comment on column app_public.users.updated_at is 'When it was last changed.';
comment on column app_public.users.updated_by is 'The user who last changed it.';
