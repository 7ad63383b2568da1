-- Definer and owned by the migrating role on purpose: it writes for whoever changes a record, a DBA without an identity included, and
-- takes the organisation from the row itself.
create or replace function app_private.tg__client_told() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_before jsonb[];
  v_after jsonb[];
begin
  if tg_op <> 'INSERT' then
    select array_agg(to_jsonb(r)) into v_before from before_rows r;
  end if;
  if tg_op <> 'DELETE' then
    select array_agg(to_jsonb(r)) into v_after from after_rows r;
  end if;
  insert into app_private.client_changes (org_id, client_id, kind, subject_id, from_on, to_on)
  select (c.one ->> 'org_id')::uuid, (c.one ->> tg_argv[1])::uuid, tg_argv[0], (c.one ->> 'id')::uuid,
         -- Both periods: what a day was before has to go as well. One that had no end touches all days from its first.
         least((c.before ->> tg_argv[2])::date, (c.after ->> tg_argv[2])::date),
         case when tg_argv[2] = tg_argv[3] then greatest((c.before ->> tg_argv[2])::date, (c.after ->> tg_argv[2])::date) + 1
              when (c.before is null or c.before ->> tg_argv[3] is not null) and (c.after is null or c.after ->> tg_argv[3] is not null)
              then greatest((c.before ->> tg_argv[3])::date, (c.after ->> tg_argv[3])::date) end
    from (select r.before, r.after, coalesce(r.after, r.before) as one from app_private.changed_rows(v_before, v_after, tg_argv[4]::text[]) r) c
   where c.one ->> tg_argv[1] is not null;
  return null;
end $$;

comment on function app_private.tg__client_told() is
  'Statement trigger: notes for a client''s devices what changed. Arguments: the kind; the column that names the client; the column of the first day, and of the day after the last (the same column = one day; none = no days); the columns that a client does not see.';
