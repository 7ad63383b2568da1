create or replace function app_public.clients_is_in_my_care(client app_public.clients) returns boolean
  language sql stable strict
as $$ select client.id = any (array(select app_hidden.my_client_ids())) $$;

comment on function app_public.clients_is_in_my_care(app_public.clients) is
  'Whether the caller reaches the client''s record today: cares for them, alone or in a team, or is the client or their guardian.';
grant execute on function app_public.clients_is_in_my_care(app_public.clients) to tf_client, tf_assistant, tf_dietitian, tf_org_admin;
