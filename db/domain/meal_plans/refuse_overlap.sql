create or replace function app_private.refuse_overlap(org uuid, client uuid, period daterange) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_other app_public.meal_plan_assignments;
begin
  select a.* into v_other from app_public.meal_plan_assignments a
   where a.org_id = org and a.client_id = client and a.status <> 'cancelled' and daterange(a.starts_on, a.ends_on) && period
   order by a.starts_on limit 1;
  if found then
    raise exception 'Another plan is assigned from % %.', to_char(v_other.starts_on, 'YYYY-MM-DD'),
                    coalesce('to ' || to_char(v_other.ends_on - 1, 'YYYY-MM-DD'), 'until further notice')
      using errcode = 'TF024', detail = json_build_object('assignmentId', v_other.id, 'startsOn', v_other.starts_on, 'endsOn', v_other.ends_on)::text;
  end if;
end $$;

comment on function app_private.refuse_overlap(uuid, uuid, daterange) is 'TF024 when the client has an assignment in that period that is not cancelled; suspended ones count.';
revoke execute on function app_private.refuse_overlap(uuid, uuid, daterange) from public;
grant execute on function app_private.refuse_overlap(uuid, uuid, daterange) to tf_definer;
