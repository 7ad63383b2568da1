create or replace function app_private.fact_positions() returns table (byte_index integer, tag_code text, allergen_id uuid)
  language sql stable rows 70
as $$
  select pg_catalog.row_number() over (order by f.kind, f.code collate "C")::integer - 1, f.tag_code, f.allergen_id
    from (select 1 as kind, t.code, t.code as tag_code, null::uuid as allergen_id from app_public.tags t where t.kind = 'food'
          union all
          select 2, a.code, null, a.id from app_public.allergens a where a.org_id = '00000000-0000-0000-0000-000000000000') f
$$;

comment on function app_private.fact_positions() is
  'Which byte of food_fact_panels.facts, counted from 0, stands for which property or allergen of the knowledge base. What an organisation says of allergens that it added itself is read from food_allergens.';
grant execute on function app_private.fact_positions() to tf_definer;

-- The graver the word, the lower the byte, so that of several words the least counts.
create or replace function app_private.fact_byte(presence app_public.allergen_presence, provenance app_public.fact_provenance) returns integer
  language sql immutable strict parallel safe set search_path = pg_catalog, pg_temp
as $$
  select case presence when 'contains' then 0 when 'may_contain' then 3 else 6 end
       + case provenance when 'declared' then 1 when 'reviewed' then 2 else 3 end
$$;

comment on function app_private.fact_byte(app_public.allergen_presence, app_public.fact_provenance) is
  'A fact as a byte: contains 1 to 3, may contain 4 to 6, free 7 to 9; of each declared, reviewed, inferred.';
grant execute on function app_private.fact_byte(app_public.allergen_presence, app_public.fact_provenance) to tf_definer;
