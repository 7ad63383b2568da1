-- Definer and owned by the migrating role on purpose: it takes the organisation from the row itself, whoever changes a dictionary.
create or replace function app_private.tg__dictionary_change() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_change record;
begin
  -- The one above may have been another before, so both hierarchies count: of allergens those above are touched, and they are known
  -- only here.
  for v_change in
    select (a.one ->> 'org_id')::uuid as org, array_agg(distinct i.id) as ids, string_agg(distinct a.one ->> 'name', ', ') as what
      from (select to_jsonb(b) as was, to_jsonb(r) as one from before_rows b join after_rows r on (r.org_id, r.id) = (b.org_id, b.id)) a
     cross join lateral (values ((a.one ->> 'id')::uuid), (case when tg_argv[0] = 'allergens' then (a.was ->> tg_argv[2])::uuid end),
                                (case when tg_argv[0] = 'allergens' then (a.one ->> tg_argv[2])::uuid end)) i(id)
     where a.was ->> tg_argv[2] is distinct from a.one ->> tg_argv[2] and i.id is not null
     group by 1 order by 1
  loop
    perform app_private.write_safety_change(v_change.org, tg_argv[1], 'rule', jsonb_build_object('table', tg_argv[0], 'what', v_change.what), entry_ids => v_change.ids);
  end loop;
  return null;
end $$;
comment on function app_private.tg__dictionary_change() is
  'Statement trigger: notes which entries of a dictionary were hung under another: who has them, or anything below, gets other rules. Arguments: the table, the kind of change, and the column that names the entry above.';
