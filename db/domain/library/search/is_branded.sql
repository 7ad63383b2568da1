create or replace function app_private.is_branded(name text, brand text) returns boolean
  language sql immutable parallel safe
as $$
  select brand is not null or name ~ '^[A-Z''&. ]{4,}(,| [A-Z][a-z])'
$$;

comment on function app_private.is_branded(text, text) is 'Whether a food is a maker''s: it has a brand, or its name begins with one in capitals, as a release writes it.';
grant execute on function app_private.is_branded(text, text) to tf_definer;
