create or replace function app_private.asked_facts(org uuid, about text) returns table (kind text, code text, name text, sort_order bigint)
  language sql stable rows 20 set search_path = pg_catalog, pg_temp
as $$
  -- The 14 of Regulation (EU) No 1169/2011, Annex II, in its order.
  select 'allergen', a.code, a.name, e.position
    from unnest('{gluten,crustaceans,eggs,fish,peanut,soy,milk,tree_nuts,celery,mustard,sesame,sulphites,lupin,molluscs}'::text[]) with ordinality e(code, position)
    join app_public.allergens a on (a.org_id, a.code) = ('00000000-0000-0000-0000-000000000000', e.code)
   where about = 'allergens'
  union all
  -- Properties that a rule in force or a diet asks for.
  select 'tag', t.code, t.name, row_number() over (order by t.name)
    from app_public.tags t
   where about = 'tags' and t.kind = 'food'
     and (t.code in (select r.tag_code from app_public.contraindication_rules r
                      where r.org_id = any (array[org, '00000000-0000-0000-0000-000000000000']) and r.retired_at is null and r.tag_code is not null)
       or t.code in (select unnest(d.avoided_tags || d.required_tags) from app_public.diets d))
$$;

comment on function app_private.asked_facts(uuid, text) is
  'What staff are asked to know of foods: the 14 allergens (about = allergens), or the properties that rules in force and diets name (about = tags).';
grant execute on function app_private.asked_facts(uuid, text) to tf_definer;
