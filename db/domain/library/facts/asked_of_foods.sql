create or replace function app_private.asked_of_foods(org uuid, facts json)
  returns table (food_org_id uuid, food_id uuid, allergen_id uuid, tag_code text, answer text, provenance app_public.fact_provenance)
  language plpgsql stable rows 200 set search_path = pg_catalog, pg_temp
as $$
declare
  v_kb constant uuid := '00000000-0000-0000-0000-000000000000';
  v_problem text;
begin
  if facts is null or json_typeof(facts) <> 'array' or json_array_length(facts) not between 1 and 200 then
    raise exception 'Facts are a list of 1 to 200 statements.' using errcode = 'TF400';
  elsif exists (select from json_array_elements(facts) s(statement)
                 where json_typeof(s.statement) <> 'object' or coalesce(json_typeof(s.statement -> 'foodIds'), '') <> 'array'
                    or coalesce(json_typeof(s.statement -> 'allergens'), 'array') <> 'array' or coalesce(json_typeof(s.statement -> 'tags'), 'array') <> 'array') then
    raise exception 'A statement names foodIds, and allergens or tags, as lists.' using errcode = 'TF400';
  end if;

  select case when s.answer is null or s.answer <> all ('{contains,may_contain,free,has,has_not,confirm,withdraw}') then 'An answer is contains, may_contain or free, has or has_not, confirm or withdraw.'
              when s.provenance <> all ('{declared,reviewed}') then 'Staff declare or review facts.'
              when s.answer in ('contains', 'may_contain', 'free') and (s.allergens = 0 or s.tags > 0) then 'A food contains, may contain or is free of allergens: name them, and no tags.'
              when s.answer in ('has', 'has_not') and (s.tags = 0 or s.allergens > 0) then 'A food has or has not properties: name the tags, and no allergens.'
              when s.answer = 'withdraw' and s.allergens + s.tags = 0 then 'Say which facts are withdrawn.'
              when s.foods not between 1 and 1000 then 'A statement is about 1 to 1000 foods.' end
    into v_problem
    from (select e.statement ->> 'answer' as answer, coalesce(e.statement ->> 'provenance', 'reviewed') as provenance, json_array_length(e.statement -> 'foodIds') as foods,
                 coalesce(json_array_length(e.statement -> 'allergens'), 0) as allergens, coalesce(json_array_length(e.statement -> 'tags'), 0) as tags
            from json_array_elements(facts) e(statement)) s
   order by 1 nulls last limit 1;
  if v_problem is not null then
    raise exception '%', v_problem using errcode = 'TF400';
  end if;
  select c.code into v_problem
    from json_array_elements(facts) e(statement)
   cross join lateral (
     select a.code from json_array_elements_text(e.statement -> 'allergens') a(code)
      where not exists (select from app_public.allergens k where k.org_id = any (array[org, v_kb]) and k.code = a.code)
     union all
     select t.code from json_array_elements_text(e.statement -> 'tags') t(code)
      where not exists (select from app_public.tags k where (k.code, k.kind) = (t.code, 'food'))) c
   limit 1;
  if found then
    raise exception 'There is no allergen or property "%".', v_problem using errcode = 'TF400';
  end if;
  if exists (select from json_array_elements(facts) e(statement), json_array_elements_text(e.statement -> 'foodIds') f(id)
              where not exists (select from app_public.foods k where k.id = f.id::uuid and k.org_id = any (array[org, v_kb]))) then
    raise exception 'There is no such food.' using errcode = 'TF404';
  end if;

  return query
    with statement as materialized (
      select e.n, e.statement ->> 'answer' as answer, coalesce(e.statement ->> 'provenance', 'reviewed')::app_public.fact_provenance as provenance,
             array(select f.id::uuid from json_array_elements_text(e.statement -> 'foodIds') f(id)) as food_ids,
             array(select a.code from json_array_elements_text(e.statement -> 'allergens') a(code)) as allergens,
             array(select t.code from json_array_elements_text(e.statement -> 'tags') t(code)) as tags
        from json_array_elements(facts) with ordinality e(statement, n)
    ), spelled as (
      select s.n, f.id, 'allergen' as kind, a.code, s.answer, s.provenance
        from statement s cross join unnest(s.food_ids) f(id) cross join unnest(s.allergens) a(code) where s.answer <> 'confirm'
      union all
      select s.n, f.id, 'tag', t.code, s.answer, s.provenance
        from statement s cross join unnest(s.food_ids) f(id) cross join unnest(s.tags) t(code) where s.answer <> 'confirm'
      union all -- what is only inferred, of the facts that are named, or of all
      select s.n, w.food_id, w.kind, w.code, w.answer, s.provenance
        from statement s
       cross join lateral (select cardinality(s.allergens) + cardinality(s.tags) = 0 as is_of_all) o
       cross join lateral app_private.food_fact_words(org, s.food_ids,
               case when o.is_of_all then array(select a.code from app_public.allergens a where a.org_id = v_kb) else s.allergens end,
               case when o.is_of_all then array(select t.code from app_public.tags t where t.kind = 'food') else s.tags end) w
       where s.answer = 'confirm' and w.provenance = 'inferred' and (w.through is null or not o.is_of_all)
    )
    select distinct on (f.id, l.id, s.kind, s.code) f.org_id, f.id, l.id, case s.kind when 'tag' then s.code end, nullif(s.answer, 'withdraw'), s.provenance
      from spelled s
      join app_public.foods f on f.id = s.id and f.org_id = any (array[org, v_kb])
      left join lateral (
        select k.id from app_public.allergens k
         where s.kind = 'allergen' and k.code = s.code and k.org_id = any (array[org, v_kb]) order by k.org_id limit 1) l on true
     order by f.id, l.id, s.kind, s.code, s.n desc; -- the last word counts
end $$;

comment on function app_private.asked_of_foods(uuid, json) is
  'A request of review_food_facts() as one row a food and allergen or tag; answer null = the organisation withdraws its word. TF400, TF404.';
grant execute on function app_private.asked_of_foods(uuid, json) to tf_definer;
