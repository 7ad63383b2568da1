drop procedure if exists app_private.audit_table(regclass, boolean, text[], text[]);
create or replace procedure app_private.audit_table(
  target regclass, only_own_rows boolean default false, bookkeeping text[] default '{}', omitted text[] default '{}',
  is_inference_left_out boolean default false
)
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_table constant text := (select c.relname from pg_class c where c.oid = target);
  v_key constant text[] := (select array_agg(a.attname order by k.position)
                              from pg_constraint c, unnest(c.conkey) with ordinality k(attnum, position)
                              join pg_attribute a on a.attnum = k.attnum
                             where c.conrelid = target and c.contype = 'p' and a.attrelid = target and a.attname <> 'org_id');
  v_function constant text := case when only_own_rows then 'tg__audit_own' when is_inference_left_out then 'tg__audit_facts' else 'tg__audit' end;
  v_event record;
begin
  for v_event in
    select * from (values ('insert', 'new table as after_rows'), ('delete', 'old table as before_rows'),
                          ('update', 'old table as before_rows new table as after_rows')) e(name, transition)
  loop
    execute format('create or replace trigger _900_audit_%s after %1$s on %s referencing %s
                    for each statement execute function app_private.%I(%L, %L, %L, %L)',
                   v_event.name, target, v_event.transition, v_function, v_table, v_key, bookkeeping, omitted);
  end loop;
end $$;

comment on procedure app_private.audit_table(regclass, boolean, text[], text[], boolean) is
  'Gives a table history: an event for each row that is inserted, updated or deleted. only_own_rows: not those of the knowledge base. Bookkeeping: columns whose change alone is no event. Omitted: columns that never enter history, because they are derived, or secret. is_inference_left_out: not what the knowledge base infers of foods.';
