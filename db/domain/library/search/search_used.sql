create or replace function app_private.search_used(org uuid, member uuid, client uuid, left_out text[], max_rows integer) returns setof app_private.library_hit
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  with used as materialized (
    select u.*, coalesce(u.last_used_at > now() - interval '30 days', false) as is_recent from app_private.used_entries(org, member, client) u
  ), likely as ( -- what can come among the first: names are read of these only, with some to spare for what is archived
    (select u.* from used u where u.is_recent order by u.last_used_at desc limit 40)
    union
    (select u.* from used u where u.client_uses > 0 order by u.client_uses desc limit 200)
    union
    (select u.* from used u order by u.own_uses * 3 + u.all_uses + u.client_uses desc limit 3 * max_rows)
  ), entry as materialized (
    select 'food' as kind, f.org_id, f.id, f.name, u.*
      from likely u
      join app_public.foods f on f.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'::uuid]) and f.id = u.entry_id
     where f.archived_at is null and (f.library_code = any (left_out)) is not true
    union all
    select 'recipe', r.org_id, r.id, r.name, u.*
      from likely u
      join app_public.recipes r on r.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'::uuid]) and r.id = u.entry_id
     where r.archived_at is null and (r.library_code = any (left_out)) is not true
  ), sorted as (
    select e.*, row_number() over (order by e.last_used_at desc nulls last, e.name) as by_time, row_number() over (order by e.client_uses desc, e.name) as by_client
      from entry e
  ), told as (
    select s.*, case when s.is_recent and s.by_time <= 10 then 'recent' when s.client_uses > 0 and s.by_client <= 15 then 'client' else 'frequent' end as recency
      from sorted s
  )
  select t.kind, t.org_id, t.id,
         row_number() over (order by array_position(array['recent', 'client', 'frequent'], t.recency),
                                     case t.recency when 'recent' then t.by_time when 'client' then t.by_client end,
                                     t.own_uses * 3 + t.all_uses + t.client_uses desc, t.name, t.id),
         t.recency, false
    from told t
   order by 4
   limit max_rows
$$;

comment on function app_private.search_used(uuid, uuid, uuid, text[], integer) is
  'What is offered before anything is asked: the ten that the member put on a plan last, within 30 days; fifteen that stand most in the client''s latest plans; and what is used most here.';
revoke execute on function app_private.search_used(uuid, uuid, uuid, text[], integer) from public;
grant execute on function app_private.search_used(uuid, uuid, uuid, text[], integer) to tf_definer;
