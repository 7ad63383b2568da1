create or replace function app_private.lock_safety(org uuid, client uuid) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
  perform from app_public.clients c where c.org_id = org and c.id = client for no key update;
  perform pg_advisory_xact_lock_shared(app_private.rules_lock(o.id)) from unnest(array['00000000-0000-0000-0000-000000000000', org]) o(id);
end $$;

create or replace function app_private.rules_lock(org uuid) returns bigint
  language sql immutable set search_path = pg_catalog, pg_temp
as $$ select hashtextextended('rules:' || org, 0) $$;

comment on function app_private.lock_safety(uuid, uuid) is
  'Holds a client''s record and the rules still until the transaction ends: what publishing, assigning and deciding read after it is true at their commit. Waits for changes of the record in progress, and for rules that are being committed; the changes wait for it (tg__client_change, tg__lock_rules).';
comment on function app_private.rules_lock(uuid) is 'The number of the advisory lock of an organisation''s rules; of the knowledge base''s for the all-zero id.';
grant execute on function app_private.lock_safety(uuid, uuid), app_private.rules_lock(uuid) to tf_definer;
