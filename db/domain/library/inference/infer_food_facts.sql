create or replace procedure app_private.infer_food_facts(org uuid, food_ids uuid[] default null)
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_kb constant uuid := '00000000-0000-0000-0000-000000000000';
  v_ids constant uuid[] := array(select f.id from app_public.foods f where f.org_id = org and (food_ids is null or f.id = any (food_ids)));
  -- The facts of the starter library are stated food by food: of a food that it takes over nothing is inferred any more.
  v_told_ids constant uuid[] := array(
    select f.id from app_public.foods f where f.org_id = org and f.id = any (v_ids) and f.library_code is distinct from 'starter_foods');
begin
  if cardinality(v_ids) = 0 then
    return;
  end if;
  with fact as materialized (
    select i.* from app_private.inferred_facts(org, v_told_ids) i
  ), allergen_fact as materialized (
    select i.food_id, a.id as allergen_id, i.presence, i.line, i.reason
      from fact i join app_public.allergens a on (a.org_id, a.code) = (v_kb, i.code)
     where i.kind = 'allergen'
  ), allergens_withdrawn as (
    delete from app_public.food_allergens x
     where x.org_id = org and x.food_id in (select unnest(v_ids)) and x.inference_code is not null and x.provenance = 'inferred'
       and not exists (select from allergen_fact i where (i.food_id, i.allergen_id) = (x.food_id, x.allergen_id))
  ), allergens_written as (
    insert into app_public.food_allergens as x
      (org_id, food_org_id, food_id, allergen_org_id, allergen_id, presence, provenance, note, inference_code)
    select org, org, i.food_id, v_kb, i.allergen_id, i.presence, 'inferred', i.reason, i.line
      from allergen_fact i
     where not exists (select from app_public.food_allergens s
                        where (s.org_id, s.food_id, s.allergen_id) = (org, i.food_id, i.allergen_id)
                          and (s.inference_code is null or (s.presence, s.note, s.inference_code) is not distinct from (i.presence, i.reason, i.line)))
     order by i.food_id, i.allergen_id
    on conflict (org_id, food_id, allergen_id) do update set presence = excluded.presence, note = excluded.note, inference_code = excluded.inference_code
     where x.inference_code is not null and x.provenance = 'inferred'
       and (x.presence, x.note, x.inference_code) is distinct from (excluded.presence, excluded.note, excluded.inference_code)
  ), tags_withdrawn as (
    delete from app_public.food_tags x
     where x.org_id = org and x.food_id in (select unnest(v_ids)) and x.inference_code is not null and x.provenance = 'inferred'
       and not exists (select from fact i where (i.kind, i.food_id, i.code) = ('tag', x.food_id, x.tag_code))
  )
  insert into app_public.food_tags as x (org_id, food_org_id, food_id, tag_code, is_present, provenance, note, inference_code)
  select org, org, i.food_id, i.code, i.presence = 'contains', 'inferred', i.reason, i.line
    from fact i
   where i.kind = 'tag'
     and not exists (select from app_public.food_tags s
                      where (s.org_id, s.food_id, s.tag_code) = (org, i.food_id, i.code)
                        and (s.inference_code is null or (s.is_present, s.note, s.inference_code) is not distinct from (i.presence = 'contains', i.reason, i.line)))
   order by i.food_id, i.code
  on conflict (org_id, food_id, tag_code) do update set is_present = excluded.is_present, note = excluded.note, inference_code = excluded.inference_code
   where x.inference_code is not null and x.provenance = 'inferred'
     and (x.is_present, x.note, x.inference_code) is distinct from (excluded.is_present, excluded.note, excluded.inference_code);
end $$;

comment on procedure app_private.infer_food_facts(uuid, uuid[]) is
  'Brings the inferred facts of an organisation''s foods (null = of all) to what fact_inferences say today: adds, changes and withdraws the rows that inference wrote; what anybody declared, reviewed or stated is never touched.';
