create or replace function app_private.meal_plan_content_hash(content jsonb, facts json, nutrition jsonb) returns text
  language sql immutable strict set search_path = pg_catalog, pg_temp
as $$
  -- jsonb writes itself in one way only: sorted keys, no spare blanks, numbers as they were given. Facts are hashed as they were written.
  select encode(sha256(convert_to(concat_ws(E'\n', content, facts, nutrition), 'UTF8')), 'hex')
$$;

comment on function app_private.meal_plan_content_hash(jsonb, json, jsonb) is
  'SHA-256 in hex over content, facts and nutrition as PostgreSQL writes jsonb (facts as they stand), each on a line of its own, in UTF-8.';
revoke execute on function app_private.meal_plan_content_hash(jsonb, json, jsonb) from public;
grant execute on function app_private.meal_plan_content_hash(jsonb, json, jsonb) to tf_definer;
