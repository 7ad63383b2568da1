alter table app_public.organizations enable row level security;
create or replace trigger _100_stamp before insert or update on app_public.organizations
  for each row execute function app_private.tg__stamp();
create or replace trigger _200_time_zone before insert or update of time_zone on app_public.organizations
  for each row execute function app_private.tg__time_zone();
create or replace trigger _300_panel_nutrients before insert or update of panel_nutrient_ids on app_public.organizations
  for each row when (new.panel_nutrient_ids is not null) execute function app_private.tg__panel_nutrients();
call app_private.audit_table('app_public.organizations');

drop policy if exists own_organisation on app_public.organizations;
create policy own_organisation on app_public.organizations as restrictive using (id = (select app_hidden.current_org_id()));
drop policy if exists definer on app_public.organizations;
create policy definer on app_public.organizations to tf_definer using (true);
drop policy if exists select_people on app_public.organizations;
create policy select_people on app_public.organizations for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);

-- NOTE: writing is not granted to the roles of requests: an org_admin changes the settings through update_organization(), and
-- organisations are made by the owner of the installation.
grant update on app_public.organizations to tf_definer;
grant select on app_public.organizations to tf_definer, tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;

comment on table app_public.organizations is $$A practice, or the knowledge base that all practices share.$$;
comment on column app_public.organizations.id is 'Identifies the organisation; all zeros = the knowledge base.';
comment on column app_public.organizations.name is 'The name that its people and clients know.';
comment on column app_public.organizations.time_zone is 'IANA time zone in which its days begin.';
comment on column app_public.organizations.locale is 'Language and region (BCP 47) of its documents.';
comment on column app_public.organizations.is_knowledge_base is 'Whether this is the shared library''s owner rather than a practice.';
comment on column app_public.organizations.unit_system is 'How screens show weight and height: metric (kg, cm) or us (lb, in). Stored is always kg and cm.';
comment on column app_public.organizations.energy_unit is 'How screens show energy: kcal or kJ. Computed and stored is always kcal.';
comment on column app_public.organizations.review_interval_days is 'After how many days a client''s next review is proposed.';
comment on column app_public.organizations.panel_nutrient_ids is 'The nutrients that nutrition panels show, in this order; null = the default (nutrients.isPanel). What is computed, checked and frozen is the whole panel either way.';
comment on column app_public.organizations.requires_second_factor is 'Whether its staff must sign in with a second factor.';
comment on column app_public.organizations.may_contain_is_breach is 'Whether a food that may contain what a client is highly allergic to is a breach, which asks for a reason, rather than a warning (CLINICAL 22).';
comment on column app_public.organizations.created_at is 'When it was set up.';
comment on column app_public.organizations.updated_at is 'When it was last changed.';
comment on column app_public.organizations.updated_by is 'The user who last changed it; null = set up by the system.';
