call app_private.protect_table('app_public.clients', 'tenant', true);
create or replace trigger _200_time_zone before insert or update of time_zone on app_public.clients
  for each row execute function app_private.tg__time_zone();

drop policy if exists select_directory on app_public.clients;
create policy select_directory on app_public.clients for select to tf_org_admin using (true);
drop policy if exists select_mine on app_public.clients;
create policy select_mine on app_public.clients for select to tf_dietitian, tf_assistant, tf_client
  using (id = any (array(select app_hidden.my_client_ids())));
drop policy if exists update_directory on app_public.clients;
create policy update_directory on app_public.clients for update to tf_org_admin using (true);
drop policy if exists update_care_team on app_public.clients;
create policy update_care_team on app_public.clients for update to tf_dietitian, tf_assistant
  using (id = any (array(select app_hidden.my_client_ids())));

grant select on app_public.clients to tf_org_admin, tf_dietitian, tf_assistant, tf_client;
-- NOTE: insert is not granted: create_client() also puts the client into its maker's care. Delete is not granted: clients are archived.
grant update (given_name, family_name, email, phone, born_on, sex, height_cm, time_zone, locale, energy_unit, next_review_on)
  on app_public.clients to tf_org_admin, tf_dietitian, tf_assistant;
-- Archiving stands for deleting, and signs the client out: who opens records closes them. (Taken from assistants where they had it.)
grant update (status) on app_public.clients to tf_org_admin, tf_dietitian;
revoke update (status) on app_public.clients from tf_assistant;

comment on table app_public.clients is $$@behavior +filter
A person in the organisation's care. The row is the directory; the medical record is elsewhere.$$;
comment on column app_public.clients.org_id is 'The organisation.';
comment on column app_public.clients.id is 'Identifies the client.';
comment on column app_public.clients.user_id is 'The client''s own login for the mobile app, if any.';
comment on column app_public.clients.given_name is 'Given name.';
comment on column app_public.clients.family_name is 'Family name.';
comment on column app_public.clients.full_name is E'@behavior +filterBy\nGiven and family name, for search and display.';
comment on column app_public.clients.email is 'Contact address.';
comment on column app_public.clients.phone is 'Contact number as written.';
comment on column app_public.clients.born_on is 'Date of birth; null = not recorded.';
comment on column app_public.clients.sex is 'Sex as reference intakes need it; null = not recorded.';
comment on column app_public.clients.height_cm is 'Height in cm; null = not recorded.';
comment on column app_public.clients.time_zone is 'IANA time zone where the client lives; null = the organisation''s.';
comment on column app_public.clients.locale is 'Language and region (BCP 47) of what the client reads; null = the organisation''s.';
comment on column app_public.clients.energy_unit is 'In which unit the client reads energy: kcal or kJ; null = the organisation''s.';
comment on column app_public.clients.status is 'Active, paused or archived.';
comment on column app_public.clients.next_review_on is 'When the client should be seen again.';
comment on column app_public.clients.created_at is 'When the record was opened.';
comment on column app_public.clients.updated_at is 'When it was last changed.';
comment on column app_public.clients.updated_by is 'The user who last changed it.';
