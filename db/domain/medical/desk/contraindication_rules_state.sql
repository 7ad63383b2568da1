create or replace function app_public.contraindication_rules_is_reviewed(rule app_public.contraindication_rules) returns boolean
  language sql stable strict set search_path = pg_catalog, pg_temp
as $$
  select rule.reviewed_by is not null
      or exists (select from app_public.rule_reviews v where v.org_id = app_hidden.current_org_id() and (v.rule_org_id, v.rule_id) = (rule.org_id, rule.id) and v.withdrawn_at is null)
$$;
create or replace function app_public.contraindication_rules_tightening(rule app_public.contraindication_rules) returns app_public.rule_adjustments
  language sql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
  select a.* from app_private.rule_adjustments_in_force(app_hidden.current_org_id()) f
    join app_public.rule_adjustments a on (a.org_id, a.id) = (app_hidden.current_org_id(), f.tightening_id)
   where f.rule_id = rule.id
$$;
create or replace function app_public.contraindication_rules_switch_off(rule app_public.contraindication_rules) returns app_public.rule_adjustments
  language sql stable strict security definer set search_path = pg_catalog, pg_temp
as $$
  select a.* from app_private.rule_adjustments_in_force(app_hidden.current_org_id()) f
    join app_public.rule_adjustments a on (a.org_id, a.id) = (app_hidden.current_org_id(), f.switch_off_id)
   where f.rule_id = rule.id
$$;
-- Definer: what is in force is said in one place, in app_private.
alter function app_public.contraindication_rules_tightening(app_public.contraindication_rules) owner to tf_definer;
alter function app_public.contraindication_rules_switch_off(app_public.contraindication_rules) owner to tf_definer;

comment on function app_public.contraindication_rules_is_reviewed(app_public.contraindication_rules) is
  'Whether this very version counts as clinically reviewed in the caller''s organisation: the knowledge base says so, or a signature of the organisation stands.';
comment on function app_public.contraindication_rules_tightening(app_public.contraindication_rules) is
  'The organisation''s tightening that counts for this version, whichever version it was decided about: of both bounds the stricter one holds.';
comment on function app_public.contraindication_rules_switch_off(app_public.contraindication_rules) is
  'The organisation''s decision by which this version says nothing; null = it holds.';
revoke execute on function app_public.contraindication_rules_is_reviewed(app_public.contraindication_rules),
  app_public.contraindication_rules_tightening(app_public.contraindication_rules), app_public.contraindication_rules_switch_off(app_public.contraindication_rules) from public;
grant execute on function app_public.contraindication_rules_is_reviewed(app_public.contraindication_rules),
  app_public.contraindication_rules_tightening(app_public.contraindication_rules), app_public.contraindication_rules_switch_off(app_public.contraindication_rules)
  to tf_assistant, tf_dietitian, tf_org_admin;

create or replace function app_public.contraindication_rules_standing_review(rule app_public.contraindication_rules) returns app_public.rule_reviews
  language sql stable strict set search_path = pg_catalog, pg_temp
as $$
  select v.* from app_public.rule_reviews v
   where v.org_id = app_hidden.current_org_id() and (v.rule_org_id, v.rule_id) = (rule.org_id, rule.id) and v.withdrawn_at is null
   order by v.reviewed_at desc, v.id limit 1
$$;

comment on function app_public.contraindication_rules_standing_review(app_public.contraindication_rules) is
  'The newest signature of the organisation under this very version that stands.';
revoke execute on function app_public.contraindication_rules_standing_review(app_public.contraindication_rules) from public;
grant execute on function app_public.contraindication_rules_standing_review(app_public.contraindication_rules) to tf_assistant, tf_dietitian, tf_org_admin;
