-- Definer and owned by the migrating role on purpose: it writes for whoever changes the record, a DBA without an identity included,
-- and takes the organisation from the row itself.
create or replace function app_private.tg__client_change() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_before jsonb[];
  v_after jsonb[];
  v_change record;
begin
  if tg_op <> 'INSERT' then
    select array_agg(to_jsonb(r)) into v_before from before_rows r;
  end if;
  if tg_op <> 'DELETE' then
    select array_agg(to_jsonb(r)) into v_after from after_rows r;
  end if;
  for v_change in
    with changed as materialized (
      select coalesce(r.after, r.before) as one
        from app_private.changed_rows(v_before, v_after, tg_argv[2]::text[]) r
       where coalesce(r.after, r.before) ->> 'kind' is distinct from 'waist'
    )
    select (c.one ->> 'org_id')::uuid as org, (c.one ->> tg_argv[3])::uuid as client,
           string_agg(distinct app_private.change_subject(tg_argv[0], c.one), ', ') as what
      from changed c group by 1, 2 order by 1, 2
  loop
    -- Whoever publishes or assigns holds this lock while they decide. It also says who follows a plan: an assignment that is being made
    -- has been waited for, and one that is made later sees this change.
    perform from app_public.clients c where (c.org_id, c.id) = (v_change.org, v_change.client) for no key update;
    if exists (select from app_public.meal_plan_assignments a where (a.org_id, a.client_id) = (v_change.org, v_change.client) and a.status = 'active') then
      perform app_private.write_safety_change(v_change.org, case tg_argv[1] when 'weight' then 'weight' else 'client' end, tg_argv[1]::app_public.safety_cause,
                jsonb_build_object('table', tg_argv[0], 'what', v_change.what), client => v_change.client);
    end if;
  end loop;
  return null;
end $$;
comment on function app_private.tg__client_change() is
  'Statement trigger: notes for each client who follows a plan that the record changed. Arguments: the table, the cause, the columns whose change alone changes no finding, and the column that names the client.';
