-- Statement triggers: transition tables allow one event each.
create or replace procedure app_private.watch_table(target regclass, function_name text, arguments text[], events text[] default '{insert,delete,update}')
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_event record;
begin
  for v_event in
    select * from (values ('insert', 'new table as after_rows'), ('delete', 'old table as before_rows'),
                          ('update', 'old table as before_rows new table as after_rows')) e(name, transition) where e.name = any (events)
  loop
    execute format('create or replace trigger _700_safety_%s after %1$s on %s referencing %s for each statement execute function app_private.%I(%s)',
                   v_event.name, target, v_event.transition, function_name, (select string_agg(quote_literal(a), ', ') from unnest(arguments) a));
  end loop;
end $$;

comment on procedure app_private.watch_table(regclass, text, text[], text[]) is
  'Has each change of a table noted in app_private.safety_changes, by one of the tg__…_change functions.';
