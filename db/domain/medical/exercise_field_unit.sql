create or replace function app_private.exercise_field_unit(field text) returns text
  language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select case field when 'session_minutes' then 'min' when 'load_percent_1rm' then '%' when 'perceived_exertion' then 'RPE'
                    when 'heart_rate_percent_max' then '%' when 'jumps_per_session' then 'jumps' end
$$;

comment on function app_private.exercise_field_unit(text) is
  'The unit in which a rule limits a field of an exercise; null for what is no such field.';
