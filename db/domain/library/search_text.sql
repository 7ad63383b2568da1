-- The same as when its columns were made, in the form that names are looked up in once, when it is created: who writes a food has
-- no right to the schema.
create or replace function app_private.search_text(name text, synonyms text[], brand text) returns text
  language sql immutable parallel safe set search_path = pg_catalog, pg_temp
  return app_private.search_normal(concat_ws(' | ', name, array_to_string(synonyms, ' | '), brand));
