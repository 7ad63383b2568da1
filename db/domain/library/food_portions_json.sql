-- One row, and no settings of its own: where there are many foods it is read into the statement that asks.
create or replace function app_private.offered_portions(org uuid, food_org_id uuid, food_id uuid, counted_ids uuid[]) returns table (portions json)
  language sql stable rows 1
as $$
  select coalesce(pg_catalog.json_agg(pg_catalog.json_build_object('id', p.id, 'label', p.label, 'grams', pg_catalog.trim_scale(p.grams), 'isOwn', p.org_id = org, 'revision', p.revision)
                                      order by p.org_id = org and p.food_org_id <> org, p.position, p.label), '[]')
    from app_public.food_portions p
   where (p.food_org_id, p.food_id) = (offered_portions.food_org_id, offered_portions.food_id)
     and p.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'])
     and (p.archived_at is null or p.id = any (counted_ids))
$$;

create or replace function app_private.food_portions_json(org uuid, food_org_id uuid, food_id uuid, counted_ids uuid[] default '{}') returns json
  language sql stable set search_path = pg_catalog, pg_temp
as $$ select o.portions from app_private.offered_portions(org, food_org_id, food_id, counted_ids) o $$;

comment on function app_private.offered_portions(uuid, uuid, uuid, uuid[]) is 'What food_portions_json() answers, as a row.';
comment on function app_private.food_portions_json(uuid, uuid, uuid, uuid[]) is
  'The portions that are offered of a food, those of whoever owns it first, then those that the organisation states of it: [{id, label, grams, isOwn, revision}]. counted_ids: these also where they are not offered any more.';
revoke execute on function app_private.offered_portions(uuid, uuid, uuid, uuid[]), app_private.food_portions_json(uuid, uuid, uuid, uuid[]) from public;
grant execute on function app_private.offered_portions(uuid, uuid, uuid, uuid[]), app_private.food_portions_json(uuid, uuid, uuid, uuid[]) to tf_definer;
