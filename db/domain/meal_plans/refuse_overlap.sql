create or replace function app_private.refuse_overlap(org uuid, client uuid, period daterange) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_other record;
begin
  select a.id, a.starts_on, a.ends_on, p.name as plan_name, v.number into v_other
    from app_public.meal_plan_assignments a
    join app_public.meal_plan_versions v on v.org_id = a.org_id and v.id = a.meal_plan_version_id
    join app_public.meal_plans p on p.org_id = v.org_id and p.id = v.meal_plan_id
   where a.org_id = org and a.client_id = client and a.status <> 'cancelled' and daterange(a.starts_on, a.ends_on) && period
   order by a.starts_on limit 1;
  if found then
    raise exception 'Another plan is assigned from % %.', to_char(v_other.starts_on, 'YYYY-MM-DD'),
                    coalesce('to ' || to_char(v_other.ends_on - 1, 'YYYY-MM-DD'), 'until further notice')
      using errcode = 'TF024', detail = json_build_object('assignmentId', v_other.id, 'startsOn', v_other.starts_on, 'endsOn', v_other.ends_on,
                                       'planName', v_other.plan_name, 'versionNumber', v_other.number, 'endsBefore', v_other.starts_on < lower(period))::text;
  end if;
end $$;

comment on function app_private.refuse_overlap(uuid, uuid, daterange) is 'TF024 when the client has an assignment in that period that is not cancelled; suspended ones count. Its detail names the first of them, and whether it could end the day before.';
revoke execute on function app_private.refuse_overlap(uuid, uuid, daterange) from public;
grant execute on function app_private.refuse_overlap(uuid, uuid, daterange) to tf_definer;
