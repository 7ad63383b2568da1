create or replace function app_private.tg__published_is_final() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_row jsonb := '{}';
begin
  if tg_op <> 'TRUNCATE' then
    v_row := to_jsonb(old);
  end if;
  raise exception 'A published plan version never changes, whoever asks, a database administrator included. Clone it and change the clone.'
    using errcode = 'TF020',
          detail = jsonb_strip_nulls(jsonb_build_object('mealPlanVersionId', coalesce(v_row ->> 'meal_plan_version_id', v_row ->> 'id')))::text;
end $$;

comment on function app_private.tg__published_is_final() is
  'Raises TF020. Stands before update, delete and truncate of whatever is published; no role is excepted, the owner''s included.';
