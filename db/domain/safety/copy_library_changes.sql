create or replace function app_private.copy_library_changes(org uuid, change_ids uuid[]) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
  insert into app_private.safety_changes (org_id, kind, rule_codes, entry_ids, cause, cause_detail, user_id, request_id, origin_id)
  select org, c.kind, c.rule_codes, c.entry_ids, c.cause, c.cause_detail, c.user_id, c.request_id, c.id
    from app_private.safety_changes c
   where c.org_id = '00000000-0000-0000-0000-000000000000' and c.id = any (change_ids)
  on conflict do nothing;
  if found then
    perform app_private.enqueue_resolve_safety_changes(org);
  end if;
end $$;

create or replace function app_private.forget_library_changes(change_ids uuid[]) returns void
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  delete from app_private.safety_changes c where c.org_id = '00000000-0000-0000-0000-000000000000' and c.id = any (change_ids)
$$;

comment on function app_private.copy_library_changes(uuid, uuid[]) is
  'Gives an organisation its copy of what changed in the knowledge base, and a job to resolve it. Again changes nothing.';
comment on function app_private.forget_library_changes(uuid[]) is
  'Deletes notes of the knowledge base of which every organisation has its copy.';
