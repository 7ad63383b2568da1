-- No settings of its own: it is read into the statements that ask.
create or replace function app_private.fact_state(byte integer, may_contain_breaks boolean) returns text
  language sql immutable parallel safe
as $$
  select case when byte in (0, 9) then 'open' when byte in (7, 8) then null
              when byte in (1, 2) or byte in (4, 5) and may_contain_breaks then 'broken' else 'doubtful' end
$$;

comment on function app_private.fact_state(integer, boolean) is
  'What a word as fact_byte() makes it means for a rule that wants it avoided (CLINICAL 21, 22): contains breaks it, may contain and what is only inferred is doubtful, nothing known (0) and what is only inferred to be free leaves it open; null = free.';
revoke execute on function app_private.fact_state(integer, boolean) from public;
grant execute on function app_private.fact_state(integer, boolean) to tf_definer;
