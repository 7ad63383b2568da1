alter table app_private.change_cursor_key enable row level security;
drop policy if exists definer on app_private.change_cursor_key;
create policy definer on app_private.change_cursor_key for select to tf_definer using (true);

-- NOTE: written by the migration only.
grant select on app_private.change_cursor_key to tf_definer;

comment on table app_private.change_cursor_key is
  'The key that cursors of changes() are sealed with. After restoring a backup beside the running database, give it another one: update app_private.change_cursor_key set key = gen_random_bytes(32);';
