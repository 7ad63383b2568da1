create or replace function app_public.meal_logs_logged_by(log app_public.meal_logs) returns text
  language sql stable strict security definer set search_path = pg_catalog, pg_temp
as $$ select app_private.guardian_words(app_hidden.current_org_id(), log.client_id, log.updated_by) $$;
-- Definer: who a guardian is, is said of a log that the caller sees, whatever else they may read.
alter function app_public.meal_logs_logged_by(app_public.meal_logs) owner to tf_definer;

comment on function app_public.meal_logs_logged_by(app_public.meal_logs) is
  'The guardian who logged (or last amended) it for the client, such as "Anna Keller, mother"; null = the client did.';
revoke execute on function app_public.meal_logs_logged_by(app_public.meal_logs) from public;
grant execute on function app_public.meal_logs_logged_by(app_public.meal_logs) to tf_client, tf_assistant, tf_dietitian, tf_org_admin;
