create or replace function app_private.panel_nutrients_json() returns json
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select json_agg(json_build_object('id', n.id, 'code', n.code, 'name', n.name, 'unit', n.unit, 'decimals', n.decimals) order by n.sort_order, n.id)
    from app_public.nutrients n where n.id = any (app_private.panel_nutrient_ids())
$$;

comment on function app_private.panel_nutrients_json() is 'The nutrients of the panel as screens name them: [{id, code, name, unit, decimals}].';
revoke execute on function app_private.panel_nutrients_json() from public;
grant execute on function app_private.panel_nutrients_json() to tf_definer;
