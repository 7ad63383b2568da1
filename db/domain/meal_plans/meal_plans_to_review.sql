create or replace function app_public.meal_plans_to_review(returned boolean default false) returns setof app_public.meal_plan_versions
  language sql stable set search_path = pg_catalog, pg_temp rows 20
as $$
  select v.* from app_public.meal_plan_versions v
   where v.org_id = app_hidden.current_org_id() and v.status = 'draft'
     and case when coalesce(returned, false) then v.review_returned_at is not null else v.review_requested_at is not null end
   order by coalesce(v.review_requested_at, v.review_returned_at), v.id
$$;

comment on function app_public.meal_plans_to_review(boolean) is
  'The drafts of the clients in the caller''s care, and of templates, that wait for somebody who may publish them, those first that wait longest; or those that were sent back.';
revoke execute on function app_public.meal_plans_to_review(boolean) from public;
grant execute on function app_public.meal_plans_to_review(boolean) to tf_assistant, tf_dietitian, tf_org_admin;
