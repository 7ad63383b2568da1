-- Invoker on purpose: the policies of clients hold, and a list of them is filtered, ordered and paged like the whole directory.
create or replace function app_public.clients_in_care_of(member_id uuid default null, team_id uuid default null, on_day date default null)
  returns setof app_public.clients
  language sql stable rows 200
as $$
  select c.* from app_public.clients c
   where case when coalesce(member_id, team_id) is null
           then c.id <> all (array(select app_hidden.clients_in_care(null, null, on_day)))
           else c.id = any (array(select app_hidden.clients_in_care(member_id, team_id, on_day))) end
   order by c.family_name, c.given_name, c.id
$$;
comment on function app_public.clients_in_care_of(uuid, uuid, date) is
  $$@behavior +filterProc +order
The clients whom a member of staff reaches, or whom a team cares for, on a day (none = today); with neither, those whom nobody who can open the record cares for.$$;
revoke execute on function app_public.clients_in_care_of(uuid, uuid, date) from public;
grant execute on function app_public.clients_in_care_of(uuid, uuid, date) to tf_org_admin;
