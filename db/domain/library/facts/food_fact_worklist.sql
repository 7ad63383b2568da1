create or replace function app_public.food_fact_worklist(
  about text default 'allergens', codes text[] default '{}', state text default 'open', query text default '', food_group_code text default null,
  used_only boolean default true, food_ids uuid[] default null, skip integer default 0, first integer default 50
) returns json
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_limit constant integer := least(greatest(coalesce(first, 50), 1), 200);
  v_skip constant integer := greatest(coalesce(skip, 0), 0);
  v_words constant text[] := array(select '% ' || w.word || '%' from string_to_table(app_private.search_normal(left(query, 200)), ' ') w(word) where w.word <> '');
  v_all_codes text[];
  v_codes text[];
  v_ids uuid[];
  v_total integer;
  v_document json;
begin
  if about is null or about not in ('allergens', 'tags') then
    raise exception 'Facts are about allergens or tags.' using errcode = 'TF400';
  elsif state is null or state not in ('open', 'unknown', 'inferred', 'all') then
    raise exception 'A state is open, unknown, inferred or all.' using errcode = 'TF400';
  end if;
  v_all_codes := array(select a.code from app_private.asked_facts(v_org, about) a order by a.sort_order);
  if exists (select from unnest(codes) c(code) where c.code <> all (v_all_codes)) then
    raise exception 'There is no such allergen or property to review.' using errcode = 'TF400';
  end if;
  v_codes := case when cardinality(codes) > 0 then array(select c.code from unnest(v_all_codes) c(code) where c.code = any (codes)) else v_all_codes end;

  with used as materialized (
    select * from app_private.food_uses(v_org)
  ), candidate as materialized (
    select f.org_id, f.id, f.name, f.food_group_code, coalesce(u.assignments, 0) as assignments, coalesce(u.plans, 0) as plans,
           coalesce(u.recipes, 0) as recipes, coalesce(u.logs, 0) as logs
      from app_public.foods f left join used u on u.food_id = f.id
     where f.org_id = any (array[v_org, '00000000-0000-0000-0000-000000000000']) and (u.food_id is not null or not used_only)
       and (f.archived_at is null or u.assignments > 0)
       and (u.food_id is not null or (f.library_code in (
             select o.library_code from app_public.organization_libraries o where o.org_id = v_org and not o.is_used)) is not true)
       and (food_fact_worklist.food_group_code is null or f.food_group_code = food_fact_worklist.food_group_code)
       and ' ' || f.search_text like all (v_words) and (food_ids is null or f.id = any (food_ids))
  ), panel as materialized ( -- each looked up by its key, whatever is estimated: after an import nothing is known of the foods yet
    select c.*, coalesce((select o.facts from app_private.food_fact_panels o where (o.org_id, o.food_id) = (v_org, c.id)), '') as own,
           coalesce((select k.facts from app_private.food_fact_panels k where (k.org_id, k.food_id) = ('00000000-0000-0000-0000-000000000000', c.id)), '') as shared
      from candidate c
  ), place as materialized (
    select * from app_private.fact_places(case about when 'allergens' then v_codes end, case about when 'tags' then v_codes end)
  ), wanted as materialized ( -- many foods share what is said of them: it is counted once
    select d.own, d.shared
      from (select distinct p.own, p.shared from panel p) d
     cross join lateral (
       select count(*) as known, count(*) filter (where w.byte % 3 = 0) as inferred -- fact_byte(): of a fact's three bytes the last
         from (select min(b.byte) as byte
                 from place p
                cross join lateral (
                  select coalesce(nullif(get_byte(nullif(d.own, ''), p.byte_index), 0), get_byte(nullif(d.shared, ''), p.byte_index)) as byte) b
                where b.byte between p.first_byte and p.last_byte
                group by p.code) w) k
     where case state
           when 'all' then true
           when 'unknown' then k.known < cardinality(v_codes)
           when 'inferred' then k.inferred > 0
           else k.known < cardinality(v_codes) or k.inferred > 0 end
  ), found as materialized (
    select p.* from panel p where ((p.own, p.shared) in (select w.own, w.shared from wanted w)) is true -- hashed, never a nested loop
  )
  select (select count(*) from found),
         array(select f.id from found f order by f.assignments desc, f.plans desc, f.recipes desc, f.logs desc, f.name, f.id limit v_limit offset v_skip)
    into v_total, v_ids;

  with shown as materialized (
    select s.id, s.rank from unnest(v_ids) with ordinality s(id, rank)
  ), word as materialized (
    select w.*, case when w.through is null then coalesce(a.note, t.note) end as note
      from app_private.food_fact_words(v_org, v_ids,
             case about when 'allergens' then v_all_codes else '{}' end, case about when 'tags' then v_all_codes else '{}' end) w
      left join app_public.allergens l on w.kind = 'allergen' and (l.org_id, l.code) = ('00000000-0000-0000-0000-000000000000', w.code)
      left join app_public.food_allergens a
        on (a.org_id, a.food_id, a.allergen_id) = (case when w.is_own then v_org else '00000000-0000-0000-0000-000000000000' end, w.food_id, l.id)
      left join app_public.food_tags t
        on w.kind = 'tag' and (t.org_id, t.food_id, t.tag_code) = (case when w.is_own then v_org else '00000000-0000-0000-0000-000000000000' end, w.food_id, w.code)
  )
  select json_build_object(
           'columns', (select json_agg(json_build_object('code', a.code, 'name', a.name) order by a.sort_order) from app_private.asked_facts(v_org, about) a),
           'total', v_total,
           'foods', coalesce(json_agg(json_build_object(
             'id', f.id, 'name', f.name, 'brand', f.brand, 'group', g.name, 'isOwn', f.org_id = v_org,
             'assignments', coalesce(u.assignments, 0), 'plans', coalesce(u.plans, 0), 'recipes', coalesce(u.recipes, 0), 'logs', coalesce(u.logs, 0),
             'facts', (select coalesce(json_object_agg(w.code, json_build_object(
                                'answer', w.answer, 'provenance', w.provenance, 'isOwn', w.is_own, 'through', w.through, 'note', w.note)), '{}')
                         from word w where w.food_id = f.id)) order by s.rank) filter (where f.id is not null), '[]'))
    into v_document
    from shown s
    join app_public.foods f on f.id = s.id and f.org_id = any (array[v_org, '00000000-0000-0000-0000-000000000000'])
    left join app_public.food_groups g on g.code = f.food_group_code
    left join app_private.food_uses(v_org) u on u.food_id = f.id;
  return v_document;
end $$;
-- Definer: it counts what plans, recipes and logs of all clients use, and tells the counts only; own_organisation binds it.
alter function app_public.food_fact_worklist(text, text[], text, text, text, boolean, uuid[], integer, integer) owner to tf_definer;

comment on function app_public.food_fact_worklist(text, text[], text, text, text, boolean, uuid[], integer, integer) is
  'Foods whose facts wait for somebody to review them, those first that most clients'' active plans use, then by plans, recipes and logs: {columns: [{code, name}], total, foods: [{id, name, brand, group, isOwn, assignments, plans, recipes, logs, facts: {<code>: {answer, provenance, isOwn, through, note}}}]}. A code without an entry is unknown. about: allergens (contains, may_contain, free) or tags (has, has_not). codes: look at these only, empty = all columns. state: open = unknown or only inferred, unknown, inferred, all. used_only: false lists every food. food_ids: these only. isOwn of a fact: the organisation''s own word; through: the narrower allergen that it contains, or the wider one that it is free of; note: where it was read, or why it is inferred. TF400.';
revoke execute on function app_public.food_fact_worklist(text, text[], text, text, text, boolean, uuid[], integer, integer) from public;
grant execute on function app_public.food_fact_worklist(text, text[], text, text, text, boolean, uuid[], integer, integer) to tf_assistant, tf_dietitian, tf_org_admin;
