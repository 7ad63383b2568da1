create or replace function app_public.update_organization(
  name text default null,
  time_zone text default null,
  locale text default null,
  unit_system text default null,
  energy_unit text default null,
  review_interval_days integer default null,
  panel_nutrient_ids integer[] default null,
  requires_second_factor boolean default null,
  may_contain_is_breach boolean default null
) returns app_public.organizations
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_organization app_public.organizations;
begin
  update app_public.organizations o
     set name = coalesce(trim(update_organization.name), o.name),
         time_zone = coalesce(update_organization.time_zone, o.time_zone),
         locale = coalesce(update_organization.locale, o.locale),
         unit_system = coalesce(update_organization.unit_system, o.unit_system),
         energy_unit = coalesce(update_organization.energy_unit, o.energy_unit),
         review_interval_days = coalesce(update_organization.review_interval_days, o.review_interval_days),
         panel_nutrient_ids = case when update_organization.panel_nutrient_ids is null then o.panel_nutrient_ids
                                   when cardinality(update_organization.panel_nutrient_ids) > 0 then update_organization.panel_nutrient_ids end,
         requires_second_factor = coalesce(update_organization.requires_second_factor, o.requires_second_factor),
         may_contain_is_breach = coalesce(update_organization.may_contain_is_breach, o.may_contain_is_breach)
   where o.id = v_org
  returning o.* into v_organization;
  return v_organization;
end $$;
-- Definer: the table stands above organisations, so no role of a request writes it.
alter function app_public.update_organization(text, text, text, text, text, integer, integer[], boolean, boolean) owner to tf_definer;

comment on function app_public.update_organization(text, text, text, text, text, integer, integer[], boolean, boolean) is
  'Changes the settings of the caller''s organisation; what is left out stays as it is. unit_system: metric or us; energy_unit: kcal or kJ; both say what screens show, amounts are stored in kg, cm and kcal. panel_nutrient_ids: what the nutrition panel shows, in this order; an empty list means the default again. may_contain_is_breach: see organizations. TF400 for what makes no sense.';
revoke execute on function app_public.update_organization(text, text, text, text, text, integer, integer[], boolean, boolean) from public;
grant execute on function app_public.update_organization(text, text, text, text, text, integer, integer[], boolean, boolean) to tf_org_admin;
