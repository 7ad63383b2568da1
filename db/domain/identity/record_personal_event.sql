create or replace function app_private.record_personal_event(p_action text, p_user_id uuid, p_detail jsonb) returns int
  language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  select count(app_private.record_sign_in_event(p_action, p_user_id, p.org_id, null, null, p_detail))::int
    from (select distinct org_id from app_private.user_places(p_user_id)) p
$$;
-- Definer: its callers are the functions of this folder.
alter function app_private.record_personal_event(text, uuid, jsonb) owner to tf_definer;

comment on function app_private.record_personal_event(text, uuid, jsonb) is
  'Writes an event about a person''s account to the history of each organisation where they have a place: what protects the account protects them all. Answers how many.';
grant execute on function app_private.record_personal_event(text, uuid, jsonb) to tf_authenticator;
