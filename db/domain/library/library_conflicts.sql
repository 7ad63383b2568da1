create or replace function app_private.library_conflicts(kind text, id uuid, client_id uuid) returns json
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  if client_id is null then
    return '[]';
  elsif kind = 'food' then
    return app_private.findings_json(array(select c from app_public.check_food(id, client_id) c));
  end if;
  return app_private.findings_json(array(select c from app_public.check_recipe(id, client_id) c));
end $$;

comment on function app_private.library_conflicts(text, uuid, uuid) is
  'The findings of a food or a recipe for a client as JSON; none without a client.';
grant execute on function app_private.library_conflicts(text, uuid, uuid) to tf_definer;
