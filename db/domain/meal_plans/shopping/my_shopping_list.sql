create or replace function app_public.my_shopping_list(on_dates date[], people numeric default 1) returns json
  language plpgsql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_client constant uuid := (select c.id from app_hidden.my_client_ids() c(id) where c.id = app_hidden.current_client_id() limit 1);
  v_dates constant date[] := array(select distinct d from unnest(on_dates) d order by d);
begin
  if v_client is null then
    raise exception 'There is no such record.' using errcode = 'TF404';
  elsif cardinality(v_dates) not between 1 and 84 or array_position(v_dates, null) is not null then
    raise exception 'A shopping list is for 1 to 84 days.' using errcode = 'TF137';
  end if;
  perform app_private.check_shoppers(people);

  return (
    with day as materialized (
      select d.on_date, a.id as assignment_id, a.meal_plan_version_id as version_id, s.is_stopped,
             case when not s.is_stopped then app_private.meal_plan_day_number(v.day_mapping, v.is_repeating, c.day_count, a.starts_on, d.on_date) end as day_number
        from unnest(v_dates) d(on_date)
        left join app_public.meal_plan_assignments a
          on a.org_id = v_org and a.client_id = v_client and a.status <> 'cancelled' and daterange(a.starts_on, a.ends_on) @> d.on_date
        left join app_public.meal_plan_versions v on (v.org_id, v.id) = (a.org_id, a.meal_plan_version_id)
       cross join lateral (select a.id is not null and app_private.is_stopped_on(a, d.on_date) as is_stopped) s
        left join lateral (select jsonb_array_length(p.content -> 'days') as day_count from app_public.published_contents p
                            where (p.org_id, p.meal_plan_version_id) = (a.org_id, a.meal_plan_version_id)) c on true
    ), shopped as materialized (
      select array_agg(d.version_id order by d.on_date) as version_ids, array_agg(d.day_number order by d.on_date) as day_numbers, array_agg(d.on_date order by d.on_date) as dates
        from day d where d.day_number is not null
    )
    select json_build_object(
      'locale', coalesce(c.locale, o.locale), 'energyUnit', coalesce(c.energy_unit, o.energy_unit), 'people', trim_scale(people),
      'message', case when exists (select from day d where d.is_stopped) then 'This plan was stopped. Please contact the clinic.' end,
      'days', (select json_agg(json_build_object('date', d.on_date, 'status', case when d.is_stopped then 'stopped' when d.day_number is null then 'nothing' else 'prescribed' end,
                                                 'assignmentId', d.assignment_id, 'dayNumber', d.day_number) order by d.on_date) from day d),
      'groups', l.groups, 'written', l.written, 'choices', l.choices)
      from app_public.organizations o
      join app_public.clients c on c.org_id = o.id and c.id = v_client
     cross join shopped s
     cross join lateral app_private.shopping_lines(v_org, s.version_ids, s.day_numbers, s.dates, people) l
     where o.id = v_org);
end $$;
-- Definer: it reads frozen plans through internals, of the client from the request's identity.
alter function app_public.my_shopping_list(date[], numeric) owner to tf_definer;

comment on function app_public.my_shopping_list(date[], numeric) is
  '@medicalRecord self
What the client who asks has to buy for 1 to 84 days, whatever plans are assigned then, as they were published: {"locale", "energyUnit", "people", "message" (null, or what to say of stopped days), "days": [{date, status: prescribed | nothing | stopped, assignmentId, dayNumber}], "groups", "written", "choices": as in shoppingList, choices with their date}. Days that are stopped or have nothing are bought nothing for. Language and units are the client''s, else the organisation''s. TF137 no days, too many, or a number of people that makes no sense.';
revoke execute on function app_public.my_shopping_list(date[], numeric) from public;
grant execute on function app_public.my_shopping_list(date[], numeric) to tf_client;
