create or replace function app_public.log_batch(events json) returns json
  language plpgsql volatile strict security definer
  -- Every statement inside is a lookup by key: planned once a session.
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_client uuid;
  v_event json;
  v_answers json[] := '{}';
  v_code text;
  v_message text;
begin
  select c.id into v_client from app_hidden.my_client_ids() c(id) where c.id = app_hidden.current_client_id();
  if v_client is null then
    raise exception 'Only clients log, and only for themselves.' using errcode = 'TF403';
  elsif json_typeof(events) <> 'array' then
    raise exception 'events is a list.' using errcode = 'TF400';
  elsif json_array_length(events) > 50 then
    raise exception 'A batch has at most 50 events.' using errcode = 'TF051';
  end if;
  -- One batch of a client at a time: the same queue sent twice at once finds its logs stored, in any order of events.
  perform pg_advisory_xact_lock(hashtextextended('log_batch:' || v_org || v_client, 0));

  for v_event in select e.value from json_array_elements(events) e loop
    begin
      v_answers := v_answers || case v_event ->> 'type'
        when 'meal_log' then app_private.log_meal(v_org, v_client, v_event)
        when 'meal_log_delete' then app_private.delete_meal_log(v_org, v_client, v_event)
        else app_private.refuse_event(v_event) end;
    -- What is wrong with this event. Deadlocks, timeouts, serialisation and lost connections are not, and fail the batch.
    exception when data_exception or integrity_constraint_violation or sqlstate 'TF400' or sqlstate 'TF404' or sqlstate 'TF030' or sqlstate 'TF034' then
      get stacked diagnostics v_code = returned_sqlstate, v_message = message_text;
      v_answers := v_answers || json_build_object(
        'id', v_event -> 'id', 'status', 'invalid', 'revision', null, 'code', case when v_code like '23%' or v_code like '22%' then 'TF400' else v_code end,
        'message', case when v_code like '23%' then 'The event cannot be stored as it is.'
          when v_code like '22%' then 'A value of the event is no id, date, time, number or outcome that there is.' else v_message end);
    end;
  end loop;
  return array_to_json(v_answers);
end $$;
-- Definer: logs are written here only, with their revision; it takes the client from the request's identity.
alter function app_public.log_batch(json) owner to tf_definer;

comment on function app_public.log_batch(json) is
  $$Stores what the client's device logged, at most 50 events, and answers each in order: [{id, status: created | unchanged | amended | deleted | conflict | invalid, revision, code, message}]. An event is {type: "meal_log", id, revision (to amend: the one seen), loggedOn (local date), occurredAt, utcOffsetMinutes, mealId, mealName, outcome, note, items: [{planItemId, foodId, recipeId, freeText, grams, servings}]} or {type: "meal_log_delete", id, revision}. The same event again changes nothing; the same id with other content is a conflict (TF050) unless it names the current revision. A deletion that comes before its log is answered deleted, and the log, when it comes, is stored as deleted. One bad event does not stop the others. TF051 too many events.$$;
grant execute on function app_public.log_batch(json) to tf_client;
