create or replace function app_private.check_rule_words(code text, version integer, severity text, message text, rationale text, citation text, citation_url text) returns void
  language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
  if code is null or code !~ '^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$' then
    perform app_private.refuse_rule(code, 'a code is written subject.what in lower case, such as "hypertension.sodium_day".');
  end if;
  if code ~ '^(allergy|limit)\.' then
    perform app_private.refuse_rule(code, 'codes that begin with allergy. or limit. are those of the client''s own record: name the subject otherwise.');
  end if;
  if version is null or version < 1 then
    perform app_private.refuse_rule(code, 'the version is missing: write 1 for a new rule, and one more for each change.');
  end if;
  if version > 9999 then
    perform app_private.refuse_rule(code, 'a version counts changes: write 1 for a new rule, and one more for each change.');
  end if;
  if severity is null or severity not in ('info', 'caution', 'contraindicated') then
    perform app_private.refuse_rule(code, format('"%s" is no severity: write info, caution or contraindicated.', severity));
  end if;
  if length(trim(coalesce(message, ''))) < 10 then
    perform app_private.refuse_rule(code, 'the message is missing: write one sentence that tells a dietitian what is wrong.');
  end if;
  if length(trim(coalesce(rationale, ''))) < 10 then
    perform app_private.refuse_rule(code, 'the rationale is missing: write why, in a sentence or two.');
  end if;
  if length(trim(coalesce(citation, ''))) < 10 then
    perform app_private.refuse_rule(code, 'the citation is missing: name the source (author, title, year) so that a reader can look it up.');
  end if;
  if citation_url !~ '^https://' then
    perform app_private.refuse_rule(code, 'the citation''s address must begin with https://, or be left out.');
  end if;
end $$;

comment on function app_private.check_rule_words(text, integer, text, text, text, text, text) is
  'TF040 unless code, version, severity, message, rationale and citation are there and well written.';
