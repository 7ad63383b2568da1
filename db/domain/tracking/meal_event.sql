create or replace function app_private.meal_event(event json) returns app_private.meal_event
  language plpgsql stable set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
declare
  v app_private.meal_event;
  v_is_mixed boolean;
begin
  if event ->> 'id' is null then
    raise exception 'An event has an id, made by the device.' using errcode = 'TF400';
  end if;
  if event ->> 'loggedOn' is null or event ->> 'loggedOn' !~ '^\d{4}-\d{2}-\d{2}$' then
    raise exception 'loggedOn is the client''s local date, such as 2026-03-29.' using errcode = 'TF400';
  end if;
  if event ->> 'occurredAt' is null or event ->> 'occurredAt' !~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$' then
    raise exception 'occurredAt is an instant with its offset, such as 2026-03-29T07:30:00Z.' using errcode = 'TF400';
  end if;
  v := row((event ->> 'id')::uuid, (event ->> 'revision')::integer, (event ->> 'loggedOn')::date, (event ->> 'occurredAt')::timestamptz,
           (event ->> 'utcOffsetMinutes')::integer, (event ->> 'mealId')::uuid, nullif(trim(event ->> 'mealName'), ''),
           (event ->> 'outcome')::app_public.meal_log_outcome, coalesce(event ->> 'note', ''),
           case when json_typeof(event -> 'items') is distinct from 'null' then coalesce(event -> 'items', '[]') else '[]' end, null);
  if v.outcome is null then
    raise exception 'outcome is one of eaten, alternative, partly, skipped, unplanned.' using errcode = 'TF400';
  elsif v.utc_offset_minutes is null or v.utc_offset_minutes not between -840 and 840 then
    raise exception 'utcOffsetMinutes is the device''s offset from UTC, from -840 to 840.' using errcode = 'TF400';
  elsif length(v.meal_name) > 100 or length(v.note) > 2000 then
    raise exception 'A meal''s name has at most 100 characters, a note at most 2000.' using errcode = 'TF400';
  elsif json_typeof(v.items) <> 'array' or json_array_length(v.items) > 50 then
    raise exception 'items is a list of at most 50.' using errcode = 'TF400';
  elsif v.outcome = 'skipped' and json_array_length(v.items) > 0 then
    raise exception 'A skipped meal has no items.' using errcode = 'TF400';
  elsif v.meal_id is null and v.outcome <> 'unplanned' then
    raise exception 'Without a mealId a meal is unplanned.' using errcode = 'TF400';
  end if;

  -- Of the values, not of the letters: 100 and 100.0, or 09:30+02:00 and 07:30Z, are the same content.
  select encode(sha256(convert_to(json_build_array(v.logged_on, v.occurred_at, v.utc_offset_minutes, v.meal_id, v.meal_name, v.outcome, v.note,
           json_agg(json_build_array(i."planItemId", i."foodId", i."recipeId", i."freeText", trim_scale(i.grams), trim_scale(i.servings))))::text, 'UTF8')), 'hex'),
         bool_or(num_nonnulls(i."foodId", i."recipeId", nullif(trim(i."freeText"), '')) > 1)
    into v.hash, v_is_mixed
    from json_to_recordset(v.items) i("planItemId" uuid, "foodId" uuid, "recipeId" uuid, "freeText" text, grams numeric, servings numeric);
  if v_is_mixed then
    raise exception 'An item is a food, a recipe or words, one of them.' using errcode = 'TF400';
  end if;
  return v;
end $$;

comment on type app_private.meal_event is 'A meal as a device sent it, read and checked; hash is the SHA-256 of its content without id and revision.';
comment on function app_private.meal_event(json) is
  'Reads a meal_log event (see log_batch). TF400 or a data exception where it makes no sense.';
grant execute on function app_private.meal_event(json) to tf_definer;
