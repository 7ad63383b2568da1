create or replace function app_private.changed_facts(org uuid, version_id uuid) returns table (food_id uuid, before jsonb, after jsonb)
  language sql stable set search_path = pg_catalog, pg_temp rows 10
as $$
  -- What is written alike is the same; of the rest only what means something else.
  with today as materialized (
    select t.key, t.value::text as words from json_each(app_private.meal_plan_facts(org, version_id)) t
  )
  select f.key::uuid, f.value::text::jsonb, coalesce(t.words, '{}')::jsonb
    from app_public.published_contents c
   cross join lateral json_each(c.facts) f
    left join today t on t.key = f.key
   where c.org_id = org and c.meal_plan_version_id = version_id
     and f.value::text is distinct from t.words and f.value::text::jsonb is distinct from t.words::jsonb
$$;

comment on function app_private.changed_facts(uuid, uuid) is
  'The foods of a published version of which something else is known now than was frozen (CLINICAL 13): what was known, and what is known now, {} = the version comes to it no more.';
grant execute on function app_private.changed_facts(uuid, uuid) to tf_definer;
