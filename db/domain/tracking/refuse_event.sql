create or replace function app_private.refuse_event(event json) returns json
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception 'An event''s type is meal_log or meal_log_delete, not %.', coalesce(event ->> 'type', 'missing') using errcode = 'TF400';
end $$;

comment on function app_private.refuse_event(json) is 'TF400: the event is of no known type.';
grant execute on function app_private.refuse_event(json) to tf_definer;
