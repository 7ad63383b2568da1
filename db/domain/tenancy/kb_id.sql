create or replace function app_private.kb_id(kind text, code text) returns uuid
  language sql immutable strict parallel safe
as $$ select pg_catalog.md5(kind || ':' || code)::uuid $$;

comment on function app_private.kb_id(text, text) is
  'The fixed id of a row of the knowledge base, from its kind and code (a food''s code is its USDA NDB number), so that seeds can be run again and refer to each other.';
