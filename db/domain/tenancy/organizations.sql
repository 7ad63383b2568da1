alter table app_public.organizations enable row level security;
create or replace trigger _100_stamp before insert or update on app_public.organizations
  for each row execute function app_private.tg__stamp();
create or replace trigger _200_time_zone before insert or update of time_zone on app_public.organizations
  for each row execute function app_private.tg__time_zone();
call app_private.audit_table('app_public.organizations');

drop policy if exists own_organisation on app_public.organizations;
create policy own_organisation on app_public.organizations as restrictive using (id = (select app_hidden.current_org_id()));
drop policy if exists definer on app_public.organizations;
create policy definer on app_public.organizations to tf_definer using (true);
drop policy if exists select_people on app_public.organizations;
create policy select_people on app_public.organizations for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);

-- NOTE: insert and delete are not granted: organisations are made by the owner of the installation.
grant select on app_public.organizations to tf_definer, tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;

comment on table app_public.organizations is $$A practice, or the knowledge base that all practices share.$$;
comment on column app_public.organizations.id is 'Identifies the organisation; all zeros = the knowledge base.';
comment on column app_public.organizations.name is 'The name that its people and clients know.';
comment on column app_public.organizations.time_zone is 'IANA time zone in which its days begin.';
comment on column app_public.organizations.locale is 'Language and region (BCP 47) of its documents.';
comment on column app_public.organizations.is_knowledge_base is 'Whether this is the shared library''s owner rather than a practice.';
comment on column app_public.organizations.created_at is 'When it was set up.';
comment on column app_public.organizations.updated_at is 'When it was last changed.';
comment on column app_public.organizations.updated_by is 'The user who last changed it; null = set up by the system.';
