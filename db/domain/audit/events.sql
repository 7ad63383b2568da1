alter table audit.events enable row level security;
alter table audit.events_default enable row level security;

drop policy if exists own_organisation on audit.events;
create policy own_organisation on audit.events as restrictive using (org_id = (select app_hidden.current_org_id()));
drop policy if exists definer on audit.events;
create policy definer on audit.events to tf_definer using (true);
drop policy if exists select_admin on audit.events;
create policy select_admin on audit.events for select to tf_org_admin
  using (client_id is null or client_id = any (array(select app_hidden.my_client_ids())));

-- NOTE: update and delete are granted to nobody: what is written stays, until the owner's retention drops a partition.
grant select, insert on audit.events to tf_definer;
grant select on audit.events to tf_org_admin;

comment on table audit.events is 'Who changed what, field by field; append-only, written by triggers.';
comment on column audit.events.org_id is 'The organisation of the changed row; null for people and organisations themselves.';
comment on column audit.events.id is 'Identifies the event.';
comment on column audit.events.occurred_at is 'When the transaction that made the change began.';
comment on column audit.events.user_id is 'The person who acted; null = a migration, a DBA or the system.';
comment on column audit.events.db_role is 'The role of the request, or the database login where there was none.';
comment on column audit.events.request_id is 'The id of the HTTP request or job.';
comment on column audit.events.table_name is 'The changed table.';
comment on column audit.events.row_id is 'The row''s key inside its organisation, parts joined by /.';
comment on column audit.events.client_id is 'Whose record it is, where the row names a client.';
comment on column audit.events.action is 'insert, update, delete, or download for a file that left the house.';
comment on column audit.events.before is 'The row before; for an update only the fields that changed.';
comment on column audit.events.after is 'The row after; for an update only the fields that changed.';
