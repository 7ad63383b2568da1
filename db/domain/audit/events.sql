alter table audit.events enable row level security;
alter table audit.events_default enable row level security;

drop policy if exists own_organisation on audit.events;
create policy own_organisation on audit.events as restrictive using (org_id = (select app_hidden.current_org_id()));
drop policy if exists definer on audit.events;
create policy definer on audit.events to tf_definer using (true);
drop policy if exists select_admin on audit.events; -- administrators read through audit_trail()

-- NOTE: update, delete and truncate are granted to nobody, and no application role reaches the schema: what is written stays,
-- until the owner's retention drops a month. Partitions have no grants at all: they are reached through the table only.
grant select, insert on audit.events to tf_definer;

comment on table audit.events is 'Who did what, field by field; append-only, written by triggers and by the functions of this folder. A partition a month.';
comment on column audit.events.org_id is 'The organisation of the changed row; of a person''s account: the one in which it was changed. Null = in none, such as a refused sign-in.';
comment on column audit.events.id is 'Identifies the event.';
comment on column audit.events.occurred_at is 'When the transaction that made the change began.';
comment on column audit.events.user_id is 'The person who acted, or for whom a job acted; null = a migration, a DBA or the system.';
comment on column audit.events.db_role is 'The role of the request, or the database login where there was none.';
comment on column audit.events.request_id is 'The id of the HTTP request, also of what a job did later because of it.';
comment on column audit.events.on_behalf_of_client_id is 'The client for whom a guardian acted; null = people acted for themselves.';
comment on column audit.events.table_name is 'The table that it is about.';
comment on column audit.events.row_id is 'The row''s key inside its organisation, parts joined by /.';
comment on column audit.events.client_id is 'Whose record it is, where it is about a client.';
comment on column audit.events.action is 'insert, update, delete; read = a client''s medical record through the API; download = a file that left the house; sign_in, sign_in_refused, token_reuse, session_ended, password_changed, second_factor_changed.';
comment on column audit.events.before is 'The row before; for an update only the fields that changed.';
comment on column audit.events.after is 'The row after; for an update only the fields that changed; for a read the parts of the record.';
