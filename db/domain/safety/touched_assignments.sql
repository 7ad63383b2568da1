create or replace function app_private.touched_assignments(
  org uuid, kind text, client_ids uuid[], rule_codes text[], entry_ids uuid[]
) returns table (assignment_id uuid, client_id uuid)
  language plpgsql stable rows 100 set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  if kind = 'client' then
    return query select f.id, f.client_id from app_private.followed_assignments f where f.org_id = org and f.client_id = any (client_ids);

  elsif kind = 'weight' then -- of whose weight no rule asks, nothing depends on it
    return query
      select f.id, f.client_id from app_private.followed_assignments f
       where f.org_id = org and f.client_id = any (client_ids)
         and exists (select from app_private.triggered_rules(org, f.client_id, f.period) r where r.basis = 'per_kg');

  elsif kind = 'assignment' then
    return query select a.id, a.client_id from app_public.meal_plan_assignments a where a.org_id = org and a.id = any (entry_ids);

  elsif kind = 'rule' then -- for whom it holds now, and about whom it, or a version before, has said something
    return query
      select f.id, f.client_id from app_private.followed_assignments f
       where f.org_id = org
         and (exists (select from app_private.triggered_rules(org, f.client_id, f.period) r where r.code = any (rule_codes))
           or f.id in (select a.meal_plan_assignment_id from app_public.safety_alerts a where a.org_id = org and a.rule_code = any (rule_codes) and a.closed_at is null)
           or f.id in (select a.meal_plan_assignment_id from app_private.accepted_findings a where a.org_id = org and a.rule_code = any (rule_codes)));

  elsif kind = 'food' then
    return query
      select f.id, f.client_id from app_private.followed_assignments f
       where f.org_id = org
         and f.meal_plan_version_id in (select p.meal_plan_version_id from app_private.published_foods p where p.org_id = org and p.food_id = any (entry_ids));

  elsif kind = 'may_contain' then
    return query
      select f.id, f.client_id from app_private.followed_assignments f
       where f.org_id = org
         and exists (select from app_public.client_allergies a where (a.org_id, a.client_id) = (org, f.client_id) and a.status = 'active');

  elsif kind = 'condition' then -- whoever has it, or anything below
    return query
      with recursive below(id) as (
        select unnest(entry_ids)
        union
        select t.id from below b join app_public.conditions t on t.parent_id = b.id where t.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'])
      )
      select f.id, f.client_id from app_private.followed_assignments f
       where f.org_id = org
         and exists (select from app_public.client_conditions c where (c.org_id, c.client_id) = (org, f.client_id) and c.condition_id in (select b.id from below b));

  elsif kind = 'medication' then
    return query
      with recursive below(id) as (
        select unnest(entry_ids)
        union
        select t.id from below b join app_public.medications t on t.class_id = b.id where t.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'])
      )
      select f.id, f.client_id from app_private.followed_assignments f
       where f.org_id = org
         and exists (select from app_public.client_medications m where (m.org_id, m.client_id) = (org, f.client_id) and m.medication_id in (select b.id from below b));

  elsif kind = 'allergen' then -- whoever is allergic to it or to what it hangs under, or has a rule that avoids one of these
    return query
      with recursive above(id) as (
        select unnest(entry_ids)
        union
        select t.parent_id from above b join app_public.allergens t on t.id = b.id
         where t.org_id = any (array[org, '00000000-0000-0000-0000-000000000000']) and t.parent_id is not null
      )
      select f.id, f.client_id from app_private.followed_assignments f
       where f.org_id = org
         and (exists (select from app_public.client_allergies a
                       where (a.org_id, a.client_id) = (org, f.client_id) and a.status = 'active' and a.allergen_id in (select b.id from above b))
           or exists (select from app_private.triggered_rules(org, f.client_id, f.period) r where r.allergen_id in (select b.id from above b)));
  end if;
exception when others then
  -- A rule that cannot be evaluated cannot say whom it is about: everybody is checked, and each check that fails is told of by itself.
  return query
    select f.id, f.client_id from app_private.followed_assignments f
     where f.org_id = org and (kind not in ('client', 'weight') or f.client_id = any (client_ids));
end $$;

comment on function app_private.touched_assignments(uuid, text, uuid[], text[], uuid[]) is
  'Which assignments of the organisation a change can make a difference to, and no others: of a client''s record the client''s; of a rule those of the clients for whom it holds or about whom it said something; of a food those whose version comes to it. Where that cannot be found out, all that it could touch.';
