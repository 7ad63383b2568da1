-- No settings of its own: it is read into the statements that ask.
create or replace function app_private.rule_fact_places(rules app_private.client_rule[])
  returns table (rule_index integer, allergen_org_id uuid, allergen_id uuid, byte_index integer, first_byte integer, last_byte integer, may_contain_breaks boolean)
  language sql stable rows 100
as $$
  with recursive rule as materialized (
    select r.ordinality::integer as rule_index, r.effect, r.tag_code, r.allergen_org_id, r.allergen_id, coalesce(r.may_contain_breaks, false) as may_contain_breaks
      from pg_catalog.unnest(rules) with ordinality r where r.effect in ('avoid_tag', 'avoid_allergen')
  ), line(org_id, id, other_org_id, other_id, is_narrower) as materialized (
    select a.parent_org_id, a.parent_id, a.org_id, a.id, true from app_public.allergens a where a.parent_id is not null
    union all
    select a.org_id, a.id, a.parent_org_id, a.parent_id, false from app_public.allergens a where a.parent_id is not null
  ), near(rule_index, may_contain_breaks, org_id, id, is_narrower, is_wider) as ( -- the hierarchy works downward only (CLINICAL 22)
    select r.rule_index, r.may_contain_breaks, r.allergen_org_id, r.allergen_id, true, true from rule r where r.effect = 'avoid_allergen'
    union all
    select n.rule_index, n.may_contain_breaks, l.other_org_id, l.other_id, l.is_narrower, not l.is_narrower
      from near n join line l on l.org_id = n.org_id and l.id = n.id and case when l.is_narrower then n.is_narrower else n.is_wider end
  ), known as materialized (
    select k.* from app_private.fact_positions() k where exists (select from rule)
  )
  select r.rule_index, null::uuid, null::uuid, k.byte_index, 1, 9, r.may_contain_breaks
    from rule r left join known k on k.tag_code = r.tag_code where r.effect = 'avoid_tag' -- what has no byte is known of no food
  union all -- what is narrower is told of when it is there, what is wider when it is not
  select n.rule_index, n.org_id, n.id, k.byte_index, case when n.is_narrower then 1 else 7 end, case when n.is_wider then 9 else 6 end, n.may_contain_breaks
    from near n left join known k on k.allergen_id = n.id
$$;

comment on function app_private.rule_fact_places(app_private.client_rule[]) is
  'Which bytes of food_fact_panels speak of which rule, and which of their words: the allergen that is avoided, narrower ones where they are in a food, wider ones where they are not. byte_index is null for what has no byte: an allergen that the organisation added itself.';
revoke execute on function app_private.rule_fact_places(app_private.client_rule[]) from public;
grant execute on function app_private.rule_fact_places(app_private.client_rule[]) to tf_definer;
