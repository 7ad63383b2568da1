create or replace function app_private.refuse_rule(rule text, sentence text) returns void
  language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception 'Rule %: %', coalesce(rule, 'without a code'), sentence using errcode = 'TF040';
end $$;

comment on function app_private.refuse_rule(text, text) is 'Raises TF040 with a sentence that says what to write instead.';
