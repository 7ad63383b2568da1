create or replace function app_public.unchecked_client_count() returns integer
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select count(distinct q.client_id)::integer
    from app_private.safety_rechecks q
    join app_private.followed_assignments f on (f.org_id, f.id) = (q.org_id, q.meal_plan_assignment_id)
   where q.org_id = app_hidden.current_org_id() and q.failing_since is not null
$$;
-- Definer: the queue of re-checks is internal; it tells a number, and nobody's name.
alter function app_public.unchecked_client_count() owner to tf_definer;

comment on function app_public.unchecked_client_count() is
  'Of how many clients of the organisation a plan should have been checked again and could not be, whoever cares for them: what whoever looks after the installation has to mend. 0 = none.';
revoke execute on function app_public.unchecked_client_count() from public;
grant execute on function app_public.unchecked_client_count() to tf_org_admin;
