-- What every organisation-scoped table has in common, stated once.
create or replace procedure app_private.protect_table(target regclass, kind text default 'tenant', is_audited boolean default false)
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_own constant text := 'org_id = (select app_hidden.current_org_id())';
  v_readable constant text := 'org_id = any (array[(select app_hidden.current_org_id()), ''00000000-0000-0000-0000-000000000000''::uuid])';
begin
  if kind not in ('tenant', 'library') then
    raise exception 'A table is protected as tenant or library, not as %.', kind;
  end if;

  execute format('alter table %s enable row level security', target);
  execute format('alter table %s alter column org_id set default app_hidden.current_org_id()', target);
  execute format('grant select, insert, update, delete on %s to tf_definer', target);
  execute format('drop policy if exists definer on %s', target);
  execute format('create policy definer on %s to tf_definer using (true) with check (true)', target);

  execute format('drop policy if exists own_organisation on %s', target);
  execute format('create policy own_organisation on %s as restrictive using (%s) with check (%s)',
                 target, case kind when 'library' then v_readable else v_own end, v_own);
  if kind = 'library' then -- the knowledge base is read, never written
    execute format('drop policy if exists own_organisation_update on %s', target);
    execute format('create policy own_organisation_update on %s as restrictive for update using (%s)', target, v_own);
    execute format('drop policy if exists own_organisation_delete on %s', target);
    execute format('create policy own_organisation_delete on %s as restrictive for delete using (%s)', target, v_own);
  end if;

  if exists (select from pg_attribute a where a.attrelid = target and a.attname = 'updated_by' and not a.attisdropped) then
    execute format('create or replace trigger _100_stamp before insert or update on %s for each row execute function app_private.tg__stamp()', target);
  end if;

  if is_audited then
    call app_private.audit_table(target);
  end if;
end $$;

comment on procedure app_private.protect_table(regclass, text, boolean) is
  'Row level security, the restrictive policy own_organisation, the policy of the definer role, the stamp trigger, and history if is_audited. Kind: tenant (own rows only) or library (own and the knowledge base''s rows readable, own writable). What each role may do on top is the table''s own file.';
