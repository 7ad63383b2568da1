create or replace function app_private.food_has_tags(org uuid, food_org_id uuid, food_id uuid, tag_codes text[]) returns boolean
  language sql stable
as $$
  select coalesce(pg_catalog.bool_and(coalesce((
           select t.is_present and t.provenance <> 'inferred' from app_public.food_tags t
            where (t.food_org_id, t.food_id, t.tag_code) = (food_has_tags.food_org_id, food_has_tags.food_id, c.code)
              and t.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'::uuid])
            order by (t.org_id = org) desc limit 1), false)), true)
    from pg_catalog.unnest(tag_codes) c(code)
$$;

comment on function app_private.food_has_tags(uuid, uuid, uuid, text[]) is
  'Whether a food is stated to have all these properties; unreviewed is not having, and inferred is not known (CLINICAL 21). The organisation''s own word counts before the knowledge base''s.';
grant execute on function app_private.food_has_tags(uuid, uuid, uuid, text[]) to tf_definer;
