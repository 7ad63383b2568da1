create or replace function app_private.food_fact_words(org uuid, food_ids uuid[], allergen_codes text[], tag_codes text[])
  returns table (food_id uuid, kind text, code text, answer text, provenance app_public.fact_provenance, is_own boolean, through text)
  language sql stable rows 500 set search_path = pg_catalog, pg_temp
as $$
  with word as (
    select f.food_id, p.kind, p.code, p.through, p.first_byte, p.last_byte, coalesce(get_byte(f.own, p.byte_index), 0) > 0 as is_own,
           get_byte(f.facts, p.byte_index) as byte
      from app_private.food_words(org, food_ids) f cross join app_private.fact_places(allergen_codes, tag_codes) p
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
