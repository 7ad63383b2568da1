create or replace function app_private.fact_places(allergen_codes text[], tag_codes text[])
  returns table (kind text, code text, byte_index integer, first_byte integer, last_byte integer, through text)
  language sql stable rows 30 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
  with recursive asked as (
    select a.code, a.id, a.parent_id from app_public.allergens a
     where a.org_id = '00000000-0000-0000-0000-000000000000' and a.code = any (allergen_codes)
  ), narrower(code, id) as (
    select a.code, a.id from asked a
    union
    select n.code, a.id from narrower n join app_public.allergens a on a.org_id = '00000000-0000-0000-0000-000000000000' and a.parent_id = n.id
  ), wider(code, id) as (
    select a.code, a.parent_id from asked a where a.parent_id is not null
    union
    select w.code, a.parent_id from wider w join app_public.allergens a on (a.org_id, a.id) = ('00000000-0000-0000-0000-000000000000', w.id)
     where a.parent_id is not null
  ), known as materialized (
    select * from app_private.fact_positions()
  )
  select 'tag', t.code, p.byte_index, 1, 9, null
    from unnest(tag_codes) t(code) join known p on p.tag_code = t.code
  union all
  select 'allergen', n.code, p.byte_index, 1, case when l.code = n.code then 9 else 6 end, nullif(l.name, s.name)
    from narrower n
    join known p on p.allergen_id = n.id
    join app_public.allergens l on (l.org_id, l.id) = ('00000000-0000-0000-0000-000000000000', n.id)
    join app_public.allergens s on (s.org_id, s.code) = ('00000000-0000-0000-0000-000000000000', n.code)
  union all
  select 'allergen', w.code, p.byte_index, 7, 9, l.name
    from wider w
    join known p on p.allergen_id = w.id
    join app_public.allergens l on (l.org_id, l.id) = ('00000000-0000-0000-0000-000000000000', w.id)
$$;

comment on function app_private.fact_places(text[], text[]) is
  'Which bytes of food_fact_panels speak of these allergens and tags of the knowledge base, and which words each of them can say: a narrower allergen (through) that it is there, a wider one that it is not.';
grant execute on function app_private.fact_places(text[], text[]) to tf_definer;
