create or replace function app_private.tg__client_lab() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_test app_public.lab_tests;
  v_unit app_public.lab_test_units;
  v_today date;
begin
  select t.* into v_test from app_public.lab_tests t where t.code = new.lab_test_code;
  if not found then
    raise exception 'There is no such laboratory test.' using errcode = 'TF404';
  end if;
  select u.* into v_unit from app_public.lab_test_units u where (u.lab_test_code, u.unit) = (new.lab_test_code, new.entered_unit);
  if not found then
    raise exception '% is not given in “%”. Choose %.', v_test.name, new.entered_unit,
      (select string_agg(u.unit, ' or ' order by u.sort_order) from app_public.lab_test_units u where u.lab_test_code = v_test.code)
      using errcode = 'TF090';
  end if;

  new.value := trim_scale(round(new.entered_value * v_unit.factor + v_unit.addend, 4));
  if new.value is null or not new.value between v_test.plausible_from and v_test.plausible_to then
    raise exception '% of % % cannot be right: only values from % to % % are taken. Check the number and the unit.',
      v_test.name, new.entered_value, v_unit.unit, trim_scale(round((v_test.plausible_from - v_unit.addend) / v_unit.factor, 2)),
      trim_scale(round((v_test.plausible_to - v_unit.addend) / v_unit.factor, 2)), v_unit.unit using errcode = 'TF091';
  end if;

  -- The clock says no more here than that a sample is of today at the latest, where the client lives.
  select (now() at time zone coalesce(c.time_zone, o.time_zone))::date into v_today
    from app_public.clients c join app_public.organizations o on o.id = c.org_id where (c.org_id, c.id) = (new.org_id, new.client_id);
  if new.taken_on > v_today then
    raise exception 'A sample is taken today at the latest.' using errcode = 'TF092';
  end if;
  return new;
end $$;

comment on function app_private.tg__client_lab() is
  'Makes the value in the test''s unit from what was entered, once, and refuses what cannot be: a unit that the test is not given in (TF090), a value outside the plausible range (TF091), a sample of the future (TF092). NaN and infinity are no values.';
