create or replace function app_private.tg__published_is_final() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception 'A published plan version never changes, whoever asks, a database administrator included. Clone it and change the clone.'
    using errcode = 'TF020',
          detail = case when tg_op <> 'TRUNCATE' and tg_table_name = 'meal_plan_versions'
                        then json_build_object('mealPlanVersionId', old.id)::text else '{}' end;
end $$;

comment on function app_private.tg__published_is_final() is
  'Raises TF020. Stands before update, delete and truncate of whatever is published; no role is excepted, the owner''s included.';
