create or replace function app_private.hand_over_care(org uuid, client_ids uuid[], ids uuid[], from_member uuid, to_member uuid, on_day date, note text)
  returns setof app_public.care_assignments
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_until date[];
begin
  -- Until when each was given, by either of them: what the colleague has of that time already becomes part of the new period.
  select array_agg(u.until order by n.n) into v_until
    from unnest(client_ids) with ordinality n(client_id, n)
   cross join lateral (
     select max(coalesce(a.ends_on, 'infinity')) as until from app_public.care_assignments a
      where (a.org_id, a.client_id) = (org, n.client_id) and a.member_id in (from_member, to_member)
        and (a.ends_on is null or a.ends_on > on_day)) u;

  update app_public.care_assignments a set ends_on = greatest(on_day, a.starts_on)
   where a.org_id = org and a.client_id = any (client_ids) and a.member_id in (from_member, to_member)
     and (a.ends_on is null or a.ends_on > on_day);

  return query
    insert into app_public.care_assignments (org_id, id, client_id, member_id, starts_on, ends_on, reason, handed_over_from_member_id)
    select org, coalesce(n.id, uuidv7()), n.client_id, to_member, on_day, nullif(n.until, 'infinity'), nullif(trim(note), ''), from_member
      from unnest(client_ids, ids, v_until) n(client_id, id, until)
    returning *;
end $$;
comment on function app_private.hand_over_care(uuid, uuid[], uuid[], uuid, uuid, date, text) is
  'Ends, on a day, what one member gives these clients, and lets the other begin on that day, until when it was given. Ids of the new care may be given. The caller holds the rows and has checked everything.';
grant execute on function app_private.hand_over_care(uuid, uuid[], uuid[], uuid, uuid, date, text) to tf_definer;
