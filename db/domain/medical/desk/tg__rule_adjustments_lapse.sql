-- Definer and owned by the migrating role on purpose: rules are the knowledge base's, what was decided about them is every organisation's.
create or replace function app_private.tg__rule_adjustments_lapse() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform app_private.enqueue_rule_adjustments_lapse(a.org_id)
     from (select distinct a.org_id from app_public.rule_adjustments a
            where a.ended_at is null and (a.rule_org_id, a.rule_code) in (select n.org_id, n.code from after_rows n where n.retired_at is not null)) a;
  return null;
end $$;

comment on function app_private.tg__rule_adjustments_lapse() is
  'When versions of rules retire, asks the worker to look, an organisation at a time, at what was decided about them.';
revoke execute on function app_private.tg__rule_adjustments_lapse() from public;

create or replace trigger _800_lapse after update on app_public.contraindication_rules
  referencing new table as after_rows for each statement execute function app_private.tg__rule_adjustments_lapse();
