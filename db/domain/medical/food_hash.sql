-- No settings of its own: it is read into the statements that ask.
create or replace function app_private.food_hash(name text) returns bigint
  language sql immutable strict parallel safe
as $$ select ('x' || pg_catalog.left(pg_catalog.md5(name), 16))::bit(64)::bigint $$;

comment on function app_private.food_hash(text) is
  'What stands for a food (the text of its id; of words, the words) in the evidence of a finding: the exclusive or of several stands for all of them.';
revoke execute on function app_private.food_hash(text) from public;
grant execute on function app_private.food_hash(text) to tf_definer;
