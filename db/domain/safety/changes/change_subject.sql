-- Branches rather than one expression: each is planned only where it is needed, on every weight that somebody enters.
create or replace function app_private.change_subject(table_name text, changed jsonb) returns text
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  if table_name = 'client_conditions' then
    return (select t.name from app_public.conditions t where (t.org_id, t.id) = ((changed ->> 'condition_org_id')::uuid, (changed ->> 'condition_id')::uuid));
  elsif table_name = 'client_medications' then
    return (select t.name from app_public.medications t where (t.org_id, t.id) = ((changed ->> 'medication_org_id')::uuid, (changed ->> 'medication_id')::uuid));
  elsif table_name = 'client_allergies' then
    return (select t.name from app_public.allergens t where (t.org_id, t.id) = ((changed ->> 'allergen_org_id')::uuid, (changed ->> 'allergen_id')::uuid));
  elsif table_name = 'client_life_stages' then
    return changed ->> 'life_stage';
  elsif table_name = 'client_labs' then
    return (select t.name from app_public.lab_tests t where t.code = changed ->> 'lab_test_code');
  elsif table_name = 'client_limits' then
    return (select t.name from app_public.nutrients t where t.id = (changed ->> 'nutrient_id')::integer);
  elsif table_name = 'body_metrics' then
    return changed ->> 'kind';
  elsif table_name in ('conditions', 'medications', 'allergens') then
    return changed ->> 'name';
  end if;
  return null;
end $$;

comment on function app_private.change_subject(text, jsonb) is
  'What a changed row of this table is about, in the words that an alert''s cause shows: "Warfarin"; null = the table says it all.';
