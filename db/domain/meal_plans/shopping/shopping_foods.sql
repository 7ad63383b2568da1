create or replace function app_private.shopping_foods(org uuid, food_ids uuid[]) returns jsonb
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_object_agg(f.id, jsonb_build_object(
           'name', f.name, 'brand', f.brand, 'group', g.name, 'groupCode', g.code, 'refuseShare', trim_scale(f.refuse_share), 'piece', p.piece)), '{}')
    from app_public.foods f
    left join app_public.food_groups g on g.code = f.food_group_code
    left join lateral ( -- what a shopper counts: the portion that is one of the thing itself
      select jsonb_build_object('label', o.label, 'grams', trim_scale(o.grams)) as piece
        from app_public.food_portions o
       where o.food_id = f.id and o.food_org_id = f.org_id and o.org_id = any (array[org, f.org_id]) and o.archived_at is null
         and o.piece_rank is not null
       order by o.piece_rank, o.position, o.label limit 1) p on true
   where f.id = any (food_ids) and f.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'::uuid])
$$;

comment on function app_private.shopping_foods(uuid, uuid[]) is
  'What a shopping list needs of foods, by id: name, brand, group, the share of the bought weight that is refuse (null = unknown), and the portion that is one piece (edible g), where there is one.';
revoke execute on function app_private.shopping_foods(uuid, uuid[]) from public;
grant execute on function app_private.shopping_foods(uuid, uuid[]) to tf_definer;
