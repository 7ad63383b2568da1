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
