create or replace function app_private.client_preference_marks(org uuid, client uuid, food_ids uuid[])
  returns table (food_id uuid, kind text, label text)
  language sql stable rows 20 set search_path = pg_catalog, pg_temp
as $$
  with preference as materialized (
    select p.id, p.kind, p.food_org_id, p.food_id, p.food_group_code, p.tag_code, t.name as tag_name,
           g.name as group_name, d.name as diet_name, d.avoided_tags, d.required_tags
      from app_public.client_preferences p
      left join app_public.tags t on t.code = p.tag_code
      left join app_public.food_groups g on g.code = p.food_group_code
      left join app_public.diets d on d.code = p.diet_code
     where p.org_id = org and p.client_id = client
  ), asked as (
    select f.org_id, f.id, f.food_group_code from app_public.foods f
     where f.id = any (food_ids) and f.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'])
       and exists (select from preference) -- most clients have none
  ), fact as materialized ( -- the organisation's own word counts before the knowledge base's
    select distinct on (t.food_org_id, t.food_id, t.tag_code) t.food_org_id, t.food_id, t.tag_code, t.is_present, n.name
      from asked a
      join app_public.food_tags t on (t.food_org_id, t.food_id) = (a.org_id, a.id)
      join app_public.tags n on n.code = t.tag_code
     where t.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'])
       and exists (select from preference p where t.tag_code = p.tag_code or t.tag_code = any (p.avoided_tags || p.required_tags))
     order by t.food_org_id, t.food_id, t.tag_code, (t.org_id = org) desc
  )
  select a.id, p.kind, 'Dislikes it'
    from asked a join preference p on (p.food_org_id, p.food_id) = (a.org_id, a.id)
  union all
  select a.id, p.kind, 'Dislikes ' || lower(p.group_name)
    from asked a join preference p on p.food_group_code = a.food_group_code
  union all
  select f.food_id, p.kind, 'Dislikes ' || lower(p.tag_name)
    from fact f join preference p on p.tag_code = f.tag_code where f.is_present
  union all
  select f.food_id, p.kind,
         format('%s: %s', p.diet_name, coalesce(string_agg(lower(f.name), ', ' order by f.name) filter (where f.is_present), 'does not fit'))
    from fact f
    join preference p on case when f.is_present then f.tag_code = any (p.avoided_tags) else f.tag_code = any (p.required_tags) end
   group by f.food_org_id, f.food_id, p.id, p.kind, p.diet_name
$$;

comment on function app_private.client_preference_marks(uuid, uuid, uuid[]) is
  'What speaks against foods by a client''s dislikes and diets: kind (dislike or diet) and a label for people, one row a food and preference. Only what is known marks; a food without the fact is not marked, and not cleared either. It colours search results and never blocks.';
grant execute on function app_private.client_preference_marks(uuid, uuid, uuid[]) to tf_definer;
