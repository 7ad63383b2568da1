-- Publishing, and what goes on after it.
alter table app_public.meal_plan_versions
  add column if not exists continued_with text; -- SHA-256 (hex) of the edits that it began with, to know the request again

-- It answers which part became which.
drop function if exists app_private.copy_meal_plan_version(uuid, uuid, uuid);

-- It also says what of the library has changed since its caller read it.
drop function if exists app_public.visit_draft(uuid, boolean, boolean);
