create or replace function app_private.tg__lock_rules() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(app_private.rules_lock((to_jsonb(coalesce(new, old)) ->> tg_argv[0])::uuid));
  return null;
end $$;
comment on function app_private.tg__lock_rules() is
  'Deferred: at its commit, and only then, a change of rules waits for whoever is publishing or assigning, and holds up who begins to. A DBA who previews a rule in an open transaction holds up nobody. The argument names the column of the organisation.';
