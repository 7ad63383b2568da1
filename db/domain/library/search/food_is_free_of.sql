create or replace function app_private.food_is_free_of(org uuid, food_org_id uuid, food_id uuid, allergen_ids uuid[]) returns boolean
  language sql stable
as $$
  with recursive known as (
    -- The organisation's own word counts before the knowledge base's.
    select distinct on (a.allergen_id) a.allergen_id, a.presence, a.provenance
      from app_public.food_allergens a
     where (a.food_org_id, a.food_id) = (food_is_free_of.food_org_id, food_is_free_of.food_id)
       and a.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'::uuid])
     order by a.allergen_id, (a.org_id = org) desc
  ), narrower(asked_id, id) as (
    select i.id, i.id from pg_catalog.unnest(allergen_ids) i(id)
    union
    select n.asked_id, a.id from narrower n join app_public.allergens a on a.parent_id = n.id
     where a.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'::uuid])
  ), wider(asked_id, id) as (
    select i.id, i.id from pg_catalog.unnest(allergen_ids) i(id)
    union
    select w.asked_id, a.parent_id from wider w join app_public.allergens a on a.id = w.id
     where a.parent_id is not null and a.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'::uuid])
  )
  select not exists (select from narrower n join known k on k.allergen_id = n.id where k.presence <> 'free')
     and (select coalesce(pg_catalog.bool_and(exists (
            select from wider w join known k on k.allergen_id = w.id
             where w.asked_id = i.id and k.presence = 'free' and k.provenance <> 'inferred')), true)
            from pg_catalog.unnest(allergen_ids) i(id))
$$;

comment on function app_private.food_is_free_of(uuid, uuid, uuid, uuid[]) is
  'Whether a food is known to be free of all these allergens: declared or reviewed free of each or of a wider one, and nothing narrower in it. Unreviewed is not free, an inferred "free" does not clear (CLINICAL 21, 22).';
grant execute on function app_private.food_is_free_of(uuid, uuid, uuid, uuid[]) to tf_definer;
