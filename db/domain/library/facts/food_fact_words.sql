create or replace function app_private.food_fact_words(org uuid, food_ids uuid[], allergen_codes text[], tag_codes text[])
  returns table (food_id uuid, kind text, code text, answer text, provenance app_public.fact_provenance, is_own boolean, through text)
  language sql stable rows 500 set search_path = pg_catalog, pg_temp
as $$
  with recursive asked as (
    select 'allergen' as kind, a.code, a.id, a.parent_id from app_public.allergens a
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
  ), place as materialized ( -- what is narrower is told of when it is there, what is wider when it is not
    select 'tag' as kind, t.code, p.byte_index, 1 as first_byte, 9 as last_byte, null as through
      from unnest(tag_codes) t(code) join app_private.fact_positions() p on p.tag_code = t.code
    union all
    select 'allergen', n.code, p.byte_index, 1, case when l.code = n.code then 9 else 6 end, nullif(l.name, s.name)
      from narrower n
      join app_private.fact_positions() p on p.allergen_id = n.id
      join app_public.allergens l on (l.org_id, l.id) = ('00000000-0000-0000-0000-000000000000', n.id)
      join app_public.allergens s on (s.org_id, s.code) = ('00000000-0000-0000-0000-000000000000', n.code)
    union all
    select 'allergen', w.code, p.byte_index, 7, 9, l.name
      from wider w
      join app_private.fact_positions() p on p.allergen_id = w.id
      join app_public.allergens l on (l.org_id, l.id) = ('00000000-0000-0000-0000-000000000000', w.id)
  ), word as (
    select f.food_id, p.kind, p.code, p.through, p.first_byte, p.last_byte, coalesce(get_byte(f.own, p.byte_index), 0) > 0 as is_own,
           coalesce(nullif(get_byte(f.own, p.byte_index), 0), get_byte(f.shared, p.byte_index)) as byte
      from app_private.food_words(org, food_ids) f cross join place p
  )
  select distinct on (w.food_id, w.kind, w.code) w.food_id, w.kind, w.code,
         case (w.byte - 1) / 3 when 0 then case w.kind when 'tag' then 'has' else 'contains' end
                               when 1 then 'may_contain' else case w.kind when 'tag' then 'has_not' else 'free' end end,
         (array['declared', 'reviewed', 'inferred'])[(w.byte - 1) % 3 + 1]::app_public.fact_provenance, w.is_own, w.through
    from word w
   where w.byte between w.first_byte and w.last_byte
   order by w.food_id, w.kind, w.code, w.byte, w.through nulls first
$$;

comment on function app_private.food_fact_words(uuid, uuid[], text[], text[]) is
  'What counts for an organisation of these foods, allergens and tags of the knowledge base: the gravest word, its own before the knowledge base''s; through = the narrower allergen that is in it, or the wider one that it is free of. No row = nobody knows (CLINICAL 21, 22).';
grant execute on function app_private.food_fact_words(uuid, uuid[], text[], text[]) to tf_definer;
