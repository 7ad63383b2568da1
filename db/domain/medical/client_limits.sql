call app_private.protect_table('app_public.client_limits', 'tenant', true);
create or replace trigger _200_limit before insert or update of nutrient_id, scope, starts_on, ends_on on app_public.client_limits
  for each row execute function app_private.tg__client_limit();

drop policy if exists select_care_team on app_public.client_limits;
create policy select_care_team on app_public.client_limits for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));
drop policy if exists update_care_team on app_public.client_limits;
create policy update_care_team on app_public.client_limits for update to tf_assistant, tf_dietitian, tf_org_admin
  using (client_id = any (array(select app_hidden.my_client_ids())));

-- NOTE: insert is not granted: add_client_limit() also ends the order that a new one replaces, in the same moment. Delete is not
-- granted, and what was ordered never changes: an order ends (ended on its first day it is taken back), and stays listed.
-- The client reads everything but the note, which is the staff's.
grant select on app_public.client_limits to tf_assistant, tf_dietitian, tf_org_admin;
grant select (org_id, id, client_id, nutrient_id, scope, minimum, maximum, severity, ordered_by, ordered_on, starts_on, ends_on, created_at, updated_at, updated_by)
  on app_public.client_limits to tf_client;
grant update (ends_on, note) on app_public.client_limits to tf_assistant, tf_dietitian, tf_org_admin;

comment on table app_public.client_limits is $$@medicalRecord client client_id
What a physician ordered for this client (CLINICAL 23). It wins over general rules in the stricter direction. Of a nutrient and scope one order holds at a time.$$;
comment on column app_public.client_limits.org_id is 'The organisation.';
comment on column app_public.client_limits.id is 'Identifies the order.';
comment on column app_public.client_limits.client_id is 'Whose record it is.';
comment on column app_public.client_limits.nutrient_id is 'What is limited.';
comment on column app_public.client_limits.scope is 'Whether it holds for each item, meal or day, or for the average day of a plan.';
comment on column app_public.client_limits.minimum is 'Least ordered, in the nutrient''s unit; null = none.';
comment on column app_public.client_limits.maximum is 'Most ordered, in the nutrient''s unit; null = none.';
comment on column app_public.client_limits.severity is 'info and caution warn, contraindicated blocks until a reason is written.';
comment on column app_public.client_limits.ordered_by is 'The physician, as the practice writes the name.';
comment on column app_public.client_limits.ordered_on is 'The day of the order.';
comment on column app_public.client_limits.starts_on is 'The first day on which it holds.';
comment on column app_public.client_limits.ends_on is 'The day after the last; null = until further notice. On the first day: taken back, it never held.';
comment on column app_public.client_limits.note is 'For staff; the client does not read it.';
comment on column app_public.client_limits.created_at is 'When it was recorded.';
comment on column app_public.client_limits.updated_at is 'When it was last changed.';
comment on column app_public.client_limits.updated_by is 'The user who last changed it.';
