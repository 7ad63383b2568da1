create or replace function app_public.meal_diary(client_id uuid, from_on date, to_on date) returns json
  language plpgsql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_client constant uuid := (select c.id from app_hidden.my_client_ids() c(id) where c.id = meal_diary.client_id limit 1);
begin
  if v_client is null then
    raise exception 'There is no such client.' using errcode = 'TF404';
  end if;
  return app_private.diary_of(app_hidden.current_org_id(), v_client, from_on, to_on, true);
end $$;

create or replace function app_public.my_diary(from_on date, to_on date) returns json
  language plpgsql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_client constant uuid := (select c.id from app_hidden.my_client_ids() c(id) where c.id = app_hidden.current_client_id() limit 1);
begin
  if v_client is null then
    raise exception 'There is no such record.' using errcode = 'TF404';
  end if;
  return app_private.diary_of(app_hidden.current_org_id(), v_client, from_on, to_on, false);
end $$;
-- Definer: they read frozen plans through internals, after asking whether the request may see the client.
alter function app_public.meal_diary(uuid, date, date) owner to tf_definer;
alter function app_public.my_diary(date, date) owner to tf_definer;

comment on function app_public.meal_diary(uuid, date, date) is
  '@medicalRecord client client_id
What was prescribed beside what was eaten on the days [from_on, to_on), at most 92: {clientId, fromOn, toOn, nutrients: [energy, protein, carbohydrate, fat], days: [{date, status: prescribed | stopped | nothing, assignmentId, mealPlanVersionId, versionNumber, planName, dayNumber, note, isLogged, prescribedMeals, eatenMeals, partlyMeals, skippedMeals, adherencePercent (null = not logged), planned, eaten, meals: [{id, name, timeOfDay, note, known, unknown, items: [{…, known, unknown, isChanged (since publication)}], logs}], otherLogs (of no meal of that day), comments: [{id, mealId, mealLogId, mealName, body, revision, author, isOwn, createdAt, editedAt, readAt}], seen, review: {id, reviewedAt, reviewedBy, isCurrent}}]}. A log is {id, mealId, mealName, outcome, note, occurredAt, utcOffsetMinutes, revision, arrivedAt, amendedAt, loggedBy, known, unknown, items: [{id, planItemId, foodId, recipeId, name, grams, servings, known, unknown}]}. known[] and unknown[] are parallel to nutrients: at least known where unknown > 0. TF404 client, TF400 period.';
comment on function app_public.my_diary(date, date) is
  '@medicalRecord self
The diary of the client who asks, on the days [from_on, to_on), at most 92: what mealDiary answers, without the practice''s marks (seen, review, isChanged). TF400 period.';
revoke execute on function app_public.meal_diary(uuid, date, date), app_public.my_diary(date, date) from public;
grant execute on function app_public.meal_diary(uuid, date, date) to tf_assistant, tf_dietitian, tf_org_admin;
grant execute on function app_public.my_diary(date, date) to tf_client;
