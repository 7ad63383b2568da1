create or replace function app_private.target_person(org uuid, client uuid, on_date date) returns app_private.target_person
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(c.sex, case when s.life_stage is not null then 'female'::app_public.sex end), c.born_on,
         extract(year from age(on_date, c.born_on))::integer,
         (extract(year from age(on_date, c.born_on)) * 12 + extract(month from age(on_date, c.born_on)))::integer,
         trim_scale(w.value), w.measured_on, trim_scale(c.height_cm), s.life_stage, s.started_on
    from app_public.clients c
    left join lateral ( -- whoever is pregnant and still breastfeeds counts as pregnant
      select l.life_stage, l.started_on from app_public.client_life_stages l
       where l.org_id = org and l.client_id = client and daterange(l.started_on, l.ended_on) @> on_date
       order by l.life_stage, l.started_on desc limit 1) s on true
    left join lateral ( -- what a pregnancy costs comes on top of what was needed before it
      select m.value, m.measured_on from app_public.body_metrics m
       where m.org_id = org and m.client_id = client and m.kind = 'weight' and m.measured_on <= on_date
       order by (s.life_stage = 'pregnancy' and m.measured_on <= s.started_on) is true desc, m.measured_on desc, m.created_at desc limit 1) w on true
   where c.org_id = org and c.id = client
$$;

comment on function app_private.target_person(uuid, uuid, date) is
  'What the record says of a client on a day: sex, age, actual weight (kg), height (cm), pregnancy or breastfeeding. Null where it says nothing.';
revoke execute on function app_private.target_person(uuid, uuid, date) from public;
grant execute on function app_private.target_person(uuid, uuid, date) to tf_definer;
