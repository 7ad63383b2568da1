call app_private.protect_table('app_public.client_allergies', 'tenant', true);
create or replace trigger _200_allergen_scope before insert or update of allergen_id on app_public.client_allergies
  for each row execute function app_private.tg__allergen_scope();

drop policy if exists select_care_team on app_public.client_allergies;
create policy select_care_team on app_public.client_allergies for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists insert_care_team on app_public.client_allergies;
create policy insert_care_team on app_public.client_allergies for insert to tf_assistant, tf_dietitian, tf_org_admin
  with check (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists update_care_team on app_public.client_allergies;
create policy update_care_team on app_public.client_allergies for update to tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));

-- NOTE: delete is not granted: an allergy that proved wrong is refuted, and seen to be.
grant select on app_public.client_allergies to tf_assistant, tf_dietitian, tf_org_admin;
grant select on app_public.client_allergies to tf_client;
grant insert (id, client_id, allergen_id, kind, criticality, status, reaction), update (kind, criticality, status, reaction)
  on app_public.client_allergies to tf_assistant, tf_dietitian, tf_org_admin;

comment on table app_public.client_allergies is $$@medicalRecord client client_id
Allergies and intolerances. One that proved wrong is refuted, one that is over is resolved; both stay listed and warn no more.$$;
comment on column app_public.client_allergies.org_id is 'The organisation.';
comment on column app_public.client_allergies.id is 'Identifies the entry.';
comment on column app_public.client_allergies.client_id is 'Whose record it is.';
comment on column app_public.client_allergies.allergen_org_id is 'The organisation of the allergen; filled from allergen_id.';
comment on column app_public.client_allergies.allergen_id is 'What the client reacts to, everything below it in the hierarchy included.';
comment on column app_public.client_allergies.kind is 'Allergy, or an intolerance, which warns and never blocks.';
comment on column app_public.client_allergies.criticality is 'How dangerous a reaction may be.';
comment on column app_public.client_allergies.status is 'Only an active one counts.';
comment on column app_public.client_allergies.reaction is 'What happened, in words.';
comment on column app_public.client_allergies.created_at is 'When it was recorded.';
comment on column app_public.client_allergies.updated_at is 'When it was last changed.';
comment on column app_public.client_allergies.updated_by is 'The user who last changed it.';
