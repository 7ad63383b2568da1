create or replace function app_public.rules_in_force() returns setof app_public.contraindication_rules
  language sql stable rows 200 set search_path = pg_catalog, pg_temp
as $$
  select r.* from app_public.contraindication_rules r where r.retired_at is null
   order by array_position(array['condition', 'medication', 'allergy', 'life_stage', 'lab', 'age'], app_public.contraindication_rules_trigger_kind(r)),
            app_public.contraindication_rules_trigger_words(r), r.age_years_from nulls first, r.code
$$;

comment on function app_public.rules_in_force() is
  'The rules that hold today, each in its one version in force, in the order of what triggers them: conditions, medicines, allergies, stages of life, laboratory values, ages. What the organisation switched off is listed too.';
revoke execute on function app_public.rules_in_force() from public;
grant execute on function app_public.rules_in_force() to tf_assistant, tf_dietitian, tf_org_admin;
