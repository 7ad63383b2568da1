create or replace function app_private.check_rule_lab(
  rule text, lab_test text, lab_from numeric, lab_to numeric, lab_unit text, lab_max_age_days integer
) returns void
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_test app_public.lab_tests;
  v_printed app_public.lab_test_units;
begin
  if lab_test is null then
    if num_nonnulls(lab_from, lab_to, lab_unit, lab_max_age_days) > 0 then
      perform app_private.refuse_rule(rule, 'lab_from, lab_to, lab_unit and lab_max_age_days belong to a lab_test: write its code, such as "potassium_serum", or leave them out.');
    end if;
    return;
  end if;
  perform app_private.require_code(rule, 'lab test', lab_test);
  select * into v_test from app_public.lab_tests t where t.code = lab_test;
  if num_nonnulls(lab_from, lab_to) = 0 then
    perform app_private.refuse_rule(rule, format('a laboratory value triggers from lab_from up to, but without, lab_to: write one of them or both, in %s.', v_test.unit));
  end if;
  if lab_unit is null then
    perform app_private.refuse_rule(rule, format('the unit of the laboratory value is missing: write lab_unit => ''%s''.', v_test.unit));
  end if;
  if lab_unit <> v_test.unit then
    select * into v_printed from app_public.lab_test_units u where u.lab_test_code = lab_test and u.unit = lab_unit;
    perform app_private.refuse_rule(rule, format('%s is kept in %s, not in %s: %swrite lab_unit => ''%s''.', lab_test, v_test.unit, lab_unit,
      case when v_printed is null then 'convert the bounds and ' else
        concat_ws(' and ', 'lab_from => ' || trim_scale(round(lab_from * v_printed.factor + v_printed.addend, 2)),
                           'lab_to => ' || trim_scale(round(lab_to * v_printed.factor + v_printed.addend, 2))) || ' are the same in its unit; ' end,
      v_test.unit));
  end if;
  if least(lab_from, lab_to) < 0 or greatest(lab_from, lab_to) >= 'Infinity' then
    perform app_private.refuse_rule(rule, 'a laboratory value is a number of zero or more: leave out lab_from or lab_to where there is no such end.');
  end if;
  if lab_to <= lab_from then
    perform app_private.refuse_rule(rule, format('no value lies from %s up to, but without, %s: exchange or correct lab_from and lab_to.', lab_from, lab_to));
  end if;
  if lab_from > v_test.plausible_to or lab_to <= v_test.plausible_from then
    perform app_private.refuse_rule(rule, format('no value would trigger it: of %s only values from %s to %s %s are believed.', lab_test, v_test.plausible_from, v_test.plausible_to, v_test.unit));
  end if;
  if lab_max_age_days is null or lab_max_age_days not between 1 and 3660 then
    perform app_private.refuse_rule(rule, 'a laboratory value says how old it may be: write lab_max_age_days, such as 90, at most 3660.');
  end if;
end $$;

comment on function app_private.check_rule_lab(text, text, numeric, numeric, text, integer) is
  'TF040 unless a rule that a laboratory value triggers names a known test, a range in the test''s own unit that a value can lie in, and how old the value may be.';
