-- Publishing, and what goes on after it.
alter table app_public.meal_plan_versions
  add column if not exists continued_with text; -- SHA-256 (hex) of the edits that it began with, to know the request again

-- It answers which part became which.
drop function if exists app_private.copy_meal_plan_version(uuid, uuid, uuid);

-- It also says what of the library has changed since its caller read it.
drop function if exists app_public.visit_draft(uuid, boolean, boolean);

-- Facts are kept as they are written, and are hashed as they stand; jsonb took them apart and put them together again. Nothing of what is
-- frozen is compressed: it is written once, while somebody waits, and read every day. Dumps and file systems compress it as well.
alter table app_public.published_contents
  alter column facts type json using facts::text::json,
  alter column content set storage external,
  alter column facts set storage external,
  alter column nutrition set storage external;
drop function if exists app_private.meal_plan_facts(uuid, uuid);
drop function if exists app_private.meal_plan_content_hash(jsonb, jsonb, jsonb);

-- Publishing asks only for what may need a decision.
drop function if exists app_private.meal_plan_version_findings(uuid, uuid, uuid, daterange, text[]);
drop function if exists app_private.findings(uuid, uuid, daterange, app_private.checked_item[], integer, boolean, jsonb, text[]);
