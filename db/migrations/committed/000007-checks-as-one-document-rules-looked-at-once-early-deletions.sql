--! Previous: sha1:5987fe48ab02b8cd0ab7817ceeaddefeb33bb1cf
--! Hash: sha1:6ec4e790b90fa59afa9ceddaa90451e0ae953529
--! Message: checks as one document, rules looked at once, early deletions

--! split: 1-current.sql
-- Tables, types and indexes of the next release. What can be re-run lives in db/domain.

--! split: 0700-one-document.sql
-- What a version's check says is one document, as the builder's is.
drop function if exists app_public.check_meal_plan_version(uuid, uuid, date, date);
drop function if exists app_private.meal_plan_findings(uuid, uuid);

--! split: 0702-rules.sql
-- What holds for a client is answered as a list.

drop function if exists app_private.triggered_rules(uuid, uuid, daterange, boolean);

--! split: 0705-use.sql
-- A deletion that reached the server before the log that it deletes, as a device's second request may: it holds when the log comes.
drop table if exists app_private.early_log_deletions;
create table app_private.early_log_deletions (
  org_id uuid not null,
  client_id uuid not null,
  meal_log_id uuid not null, -- made by the device; there is no such log yet
  seen_revision integer not null check (seen_revision >= 1),
  received_at timestamptz not null default now(),
  primary key (org_id, client_id, meal_log_id),
  foreign key (org_id, client_id) references app_public.clients on delete cascade
);
