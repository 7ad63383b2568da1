call app_private.protect_table('app_public.memberships', 'tenant', true);
create or replace trigger _800_last_org_admin_update after update of role, status, org_id on app_public.memberships
  for each row when (old.role = 'org_admin' and old.status = 'active' and (old.role, old.status, old.org_id) is distinct from (new.role, new.status, new.org_id))
  execute function app_private.tg__last_org_admin();
create or replace trigger _800_last_org_admin_delete after delete on app_public.memberships
  for each row when (old.role = 'org_admin' and old.status = 'active') execute function app_private.tg__last_org_admin();

drop policy if exists select_staff on app_public.memberships;
create policy select_staff on app_public.memberships for select to tf_assistant, tf_dietitian, tf_org_admin using (true);
drop policy if exists select_self on app_public.memberships;
create policy select_self on app_public.memberships for select to tf_researcher using (id = (select app_hidden.current_member_id()));

-- NOTE: writing is not granted: staff are invited, and change, leave and come back through functions. Nobody is ever deleted.
grant select on app_public.memberships to tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;

comment on table app_public.memberships is $$A person's place on the staff of an organisation, with one role.$$;
comment on column app_public.memberships.org_id is 'The organisation.';
comment on column app_public.memberships.id is 'Identifies the membership.';
comment on column app_public.memberships.user_id is 'The person.';
comment on column app_public.memberships.role is 'What the person may do here.';
comment on column app_public.memberships.title is 'What the person is called here, such as nutritionist.';
comment on column app_public.memberships.status is 'Deactivated people keep their history and lose every right.';
comment on column app_public.memberships.created_at is 'When the person joined.';
comment on column app_public.memberships.updated_at is 'When it was last changed.';
comment on column app_public.memberships.updated_by is 'The user who last changed it.';
