-- For which days a plan was prepared: whoever gives a template to several clients and may not publish says when it is to begin, and
-- whoever publishes and assigns it finds the days there.
alter table app_public.meal_plan_versions
  add column if not exists intended_starts_on date,
  add column if not exists intended_ends_on date; -- exclusive
alter table app_public.meal_plan_versions drop constraint if exists meal_plan_versions_intended;
alter table app_public.meal_plan_versions
  add constraint meal_plan_versions_intended check (
    case when intended_starts_on is null then intended_ends_on is null
         else isfinite(intended_starts_on) and coalesce(isfinite(intended_ends_on) and intended_ends_on > intended_starts_on, true) end);
