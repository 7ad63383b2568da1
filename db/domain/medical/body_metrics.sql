call app_private.protect_table('app_public.body_metrics', 'tenant', true);
create or replace trigger _200_body_metric before insert or update of measured_on on app_public.body_metrics
  for each row execute function app_private.tg__body_metric();

drop policy if exists select_care_team on app_public.body_metrics;
create policy select_care_team on app_public.body_metrics for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists insert_care_team on app_public.body_metrics;
create policy insert_care_team on app_public.body_metrics for insert to tf_assistant, tf_dietitian, tf_org_admin
  with check (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists update_care_team on app_public.body_metrics;
create policy update_care_team on app_public.body_metrics for update to tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists delete_dietitian on app_public.body_metrics;
create policy delete_dietitian on app_public.body_metrics for delete to tf_dietitian
  using (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists insert_self on app_public.body_metrics;
create policy insert_self on app_public.body_metrics for insert to tf_client
  with check (client_id = any (array(select app_hidden.my_client_ids())) and kind in ('weight', 'waist'));

-- A client may send their own weight and waist; the other weights are clinical judgements.
grant select on app_public.body_metrics to tf_assistant, tf_dietitian, tf_org_admin;
grant select on app_public.body_metrics to tf_client;
grant insert (id, client_id, kind, value, measured_on), update (value, measured_on)
  on app_public.body_metrics to tf_assistant, tf_dietitian, tf_org_admin;
grant delete on app_public.body_metrics to tf_dietitian;
grant insert (id, client_id, kind, value, measured_on) on app_public.body_metrics to tf_client;

comment on table app_public.body_metrics is $$@medicalRecord client client_id
Measurements of the body. Limits per kilogram take the latest weight of their kind that is not too old.$$;
comment on column app_public.body_metrics.org_id is 'The organisation.';
comment on column app_public.body_metrics.id is 'Identifies the entry.';
comment on column app_public.body_metrics.client_id is 'Whose record it is.';
comment on column app_public.body_metrics.kind is 'What was measured: weight, dry weight (after dialysis), adjusted weight, or waist.';
comment on column app_public.body_metrics.value is 'kg for weights, cm for the waist.';
comment on column app_public.body_metrics.measured_on is 'The day, where the client lives.';
comment on column app_public.body_metrics.created_at is 'When it was recorded.';
comment on column app_public.body_metrics.updated_at is 'When it was last changed.';
comment on column app_public.body_metrics.updated_by is 'The user who last changed it.';
