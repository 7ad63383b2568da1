create or replace function app_private.food_portions_json(org uuid, food_org_id uuid, food_id uuid, counted_ids uuid[] default '{}') returns json
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(json_agg(json_build_object('id', p.id, 'label', p.label, 'grams', trim_scale(p.grams), 'isOwn', p.org_id = org, 'revision', p.revision)
                           order by p.org_id = org and p.food_org_id <> org, p.position, p.label), '[]')
    from app_public.food_portions p
   where (p.food_org_id, p.food_id) = (food_portions_json.food_org_id, food_portions_json.food_id)
     and p.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'])
     and (p.archived_at is null or p.id = any (counted_ids))
$$;

comment on function app_private.food_portions_json(uuid, uuid, uuid, uuid[]) is
  'The portions that are offered of a food, those of whoever owns it first, then those that the organisation states of it: [{id, label, grams, isOwn, revision}]. counted_ids: these also where they are not offered any more.';
revoke execute on function app_private.food_portions_json(uuid, uuid, uuid, uuid[]) from public;
grant execute on function app_private.food_portions_json(uuid, uuid, uuid, uuid[]) to tf_definer;
