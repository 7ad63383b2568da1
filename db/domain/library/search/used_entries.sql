create or replace function app_private.used_entries(org uuid, member uuid, client uuid)
  returns table (entry_id uuid, last_used_at timestamptz, own_uses integer, all_uses integer, client_uses integer)
  language sql stable rows 300 set search_path = pg_catalog, pg_temp
as $$
  with client_version as (
    select v.id from app_public.meal_plan_versions v
     where v.org_id = org and v.client_id = client
     order by v.updated_at desc limit 4
  )
  select u.entry_id, max(u.last_used_at), coalesce(sum(u.own_uses), 0)::integer, coalesce(sum(u.all_uses), 0)::integer, coalesce(sum(u.client_uses), 0)::integer
    from (
      select l.entry_id, case when l.member_id = member then l.last_used_at end as last_used_at,
             case when l.member_id = member then l.use_count end as own_uses, l.use_count as all_uses, null::integer as client_uses
        from app_private.library_uses l
       where l.org_id = org
      union all
      select coalesce(i.food_id, i.recipe_id), null, null, null, 1
        from app_public.meal_plan_items i
       where i.org_id = org and i.meal_plan_version_id = any (array(select v.id from client_version v)) and num_nonnulls(i.food_id, i.recipe_id) = 1) u
   group by u.entry_id
$$;

comment on function app_private.used_entries(uuid, uuid, uuid) is
  'Foods and recipes that were put on plans: when the member last did, how often they did, how often anybody of the organisation did, and how often they stand in the client''s latest four versions.';
grant execute on function app_private.used_entries(uuid, uuid, uuid) to tf_definer;
