-- The seed and what reads it, as one hash: when either changes, every inferred fact is brought up to date, the knowledge base's here and
-- each organisation's own in a job of its own.
create or replace procedure app_private.apply_fact_inferences()
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_kb constant uuid := '00000000-0000-0000-0000-000000000000';
  v_name constant text := 'fact inferences';
  v_hash constant text := md5((select string_agg(l::text, E'\n' order by l.code) from app_private.fact_inferences l)
    || (select string_agg(p.prosrc, E'\n' order by p.proname) from pg_proc p
         where p.pronamespace = 'app_private'::regnamespace and p.proname in ('name_words', 'plain_food_words', 'meant_by_all', 'inferred_facts', 'infer_food_facts')));
  v_problem text;
begin
  if exists (select from app_private.seed_versions s where (s.name, s.content_hash) = (v_name, v_hash)) then
    return;
  end if;
  select string_agg(format('%s "%s" (line %s)', c.kind, c.code, l.code), ', ' order by l.code) into v_problem
    from app_private.fact_inferences l
   cross join lateral (
     select 'the allergen' as kind, x.code, x.code = 'all' or exists (select from app_public.allergens a where (a.org_id, a.code) = (v_kb, x.code)) as is_known
       from unnest(l.contains || l.may_contain || l.free) x(code)
     union all
     select 'the property', x.code, x.code = 'all' or exists (select from app_public.tags t where (t.code, t.kind) = (x.code, 'food'))
       from unnest(l.has || l.has_not) x(code)
     union all
     select 'the food group', x.code, exists (select from app_public.food_groups g where g.code = x.code) from unnest(l.food_group_codes) x(code)
     union all
     select 'the allergen or property', x.code, exists (select from app_public.allergens a where (a.org_id, a.code) = (v_kb, x.code))
                                             or exists (select from app_public.tags t where t.code = x.code)
       from unnest(l.except_for) x(code)
     union all
     select 'one to three words', x.code, cardinality(app_private.name_words(x.code)) between 1 and 3 from unnest(l.words || l.not_words) x(code)) c
   where not c.is_known;
  if v_problem is not null then
    raise exception 'Inference names what there is not: %.', v_problem using errcode = 'TF100';
  end if;

  call app_private.infer_food_facts(v_kb);
  perform app_private.enqueue_infer_food_facts(o.id) from app_public.organizations o
    where o.id <> v_kb and exists (select from app_public.foods f where f.org_id = o.id);
  insert into app_private.seed_versions (name, content_hash) values (v_name, v_hash)
  on conflict (name) do update set content_hash = excluded.content_hash, seeded_at = now();
end $$;

comment on procedure app_private.apply_fact_inferences() is
  'Infers the facts of all foods anew where the seed of inference, or what reads it, has changed since it last ran. TF100 when a line names what does not exist.';

call app_private.apply_fact_inferences();
