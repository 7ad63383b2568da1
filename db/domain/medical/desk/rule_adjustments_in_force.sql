create or replace function app_private.rule_adjustments_in_force(org uuid)
  returns table (rule_id uuid, switch_off_id uuid, tightening_id uuid, minimum numeric, maximum numeric, rule_minimum numeric, rule_maximum numeric,
                 unit text, reason text, decided_at timestamptz)
  language sql stable strict rows 10 set search_path = pg_catalog, pg_temp
as $$
  select r.id,
         (max(a.id::text) filter (where a.kind = 'switch_off'))::uuid, (max(a.id::text) filter (where a.kind = 'tighten'))::uuid,
         greatest(b.minimum, max(a.minimum)), least(b.maximum, max(a.maximum)), b.minimum, b.maximum, b.unit,
         max(a.reason) filter (where a.kind = 'tighten'), max(a.created_at) filter (where a.kind = 'tighten')
    from app_public.rule_adjustments a
    join app_public.contraindication_rules d on (d.org_id, d.id) = (a.rule_org_id, a.rule_id)
    join app_public.contraindication_rules r on (r.org_id, r.code) = (d.org_id, d.code) and r.retired_at is null
   cross join lateral (select case when r.effect in ('nutrient_bound', 'limit_exercise') then r.minimum end as minimum,
                              case when r.effect in ('nutrient_bound', 'limit_exercise') then r.maximum when r.effect = 'nutrient_variation' then r.max_variation_percent end as maximum,
                              r.unit) b
   where a.org_id = org and a.ended_at is null
     and case a.kind when 'switch_off' then r.id = d.id and r.severity <> 'contraindicated'
              else (r.effect, r.nutrient_id, r.scope, r.basis, r.unit, r.weight_basis, r.exercise_field, r.exercise_tag_code)
                   is not distinct from (d.effect, d.nutrient_id, d.scope, d.basis, d.unit, d.weight_basis, d.exercise_field, d.exercise_tag_code) end
   group by r.id, b.minimum, b.maximum, b.unit
$$;

comment on function app_private.rule_adjustments_in_force(uuid) is
  'What an organisation has adjusted, one row a rule in force (CLINICAL 29): switch_off_id = it says nothing here; tightening_id = the bounds that count instead of the rule''s own, which stand beside them, always the stricter of both, per kg and in percent where the rule is; of a day-to-day variation maximum is the percentage. A switch-off is of its version; a tightening stays while the rule binds the same nutrient in the same way.';
grant execute on function app_private.rule_adjustments_in_force(uuid) to tf_definer;
