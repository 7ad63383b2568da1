-- Definer and owned by the migrating role on purpose, like all that writes history: it writes whoever acts, a DBA without an
-- identity included, and takes the organisation from the row itself.
create or replace function app_private.tg__audit() returns trigger
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
  perform app_private.write_events(tg_op, tg_argv[0], tg_argv[1]::text[], tg_argv[2]::text[], tg_argv[3]::text[], v_before, v_after);
  return null;
end $$;

-- Its twin for the library, where a release of USDA brings hundreds of thousands of rows into the knowledge base: those are what
-- their release says, and left out before anything is made of them.
create or replace function app_private.tg__audit_own() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_kb constant uuid := '00000000-0000-0000-0000-000000000000';
  v_before jsonb[];
  v_after jsonb[];
begin
  if tg_op <> 'INSERT' then
    select array_agg(to_jsonb(r)) into v_before from before_rows r where r.org_id <> v_kb;
  end if;
  if tg_op <> 'DELETE' then
    select array_agg(to_jsonb(r)) into v_after from after_rows r where r.org_id <> v_kb;
  end if;
  if coalesce(v_before, v_after) is not null then
    perform app_private.write_events(tg_op, tg_argv[0], tg_argv[1]::text[], tg_argv[2]::text[], tg_argv[3]::text[], v_before, v_after);
  end if;
  return null;
end $$;

-- Its twin for facts about foods: what the knowledge base infers follows from a seed that has a history of its own, and is hundreds of
-- thousands of rows.
create or replace function app_private.tg__audit_facts() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_kb constant uuid := '00000000-0000-0000-0000-000000000000';
  v_before jsonb[];
  v_after jsonb[];
begin
  if tg_op = 'INSERT' then
    select array_agg(to_jsonb(r)) into v_after from after_rows r where r.org_id <> v_kb or r.inference_code is null;
  elsif tg_op = 'DELETE' then
    select array_agg(to_jsonb(r)) into v_before from before_rows r where r.org_id <> v_kb or r.inference_code is null;
  elsif exists (select from before_rows r where r.org_id <> v_kb or r.inference_code is null) or exists (select from after_rows r where r.inference_code is null) then
    select array_agg(to_jsonb(r)) into v_before from before_rows r;
    select array_agg(to_jsonb(r)) into v_after from after_rows r;
  end if;
  if coalesce(v_before, v_after) is not null then
    perform app_private.write_events(tg_op, tg_argv[0], tg_argv[1]::text[], tg_argv[2]::text[], tg_argv[3]::text[], v_before, v_after);
  end if;
  return null;
end $$;

comment on function app_private.tg__audit() is
  'Statement trigger: writes one audit event a changed row. Arguments: the table''s name, the key columns that identify a row inside its organisation, optionally columns whose change alone is not worth an event, and optionally columns that never enter history. Both transition tables list the rows of an update in the same order.';
comment on function app_private.tg__audit_own() is
  'Like tg__audit(), for the rows of practices only: what the knowledge base holds is written by releases and by files of db/domain, which have a history of their own.';
comment on function app_private.tg__audit_facts() is
  'Like tg__audit(), without what inference writes of the knowledge base''s foods; a row that somebody states, or stated before, is an event.';
