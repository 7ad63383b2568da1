-- Of two rules the special one replaces the general one, if both are about the same: a cap of potassium takes no rule on sodium away,
-- and what warns takes nothing away that blocks.
create or replace function app_private.check_rule_supersedes(rule text, severity text, nutrient text, is_exercise boolean, supersedes text[]) returns void
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
  v_kb constant uuid := '00000000-0000-0000-0000-000000000000';
  v_unknown text;
  v_twice text;
  v_circle text;
  v_general record;
begin
  if supersedes is null or array_position(supersedes, null) is not null then
    perform app_private.refuse_rule(rule, 'supersedes is a list of codes: write ''{}'' or leave it out where it replaces none.');
  end if;
  if rule = any (supersedes) then
    perform app_private.refuse_rule(rule, 'a rule cannot supersede itself: a new version retires the former by its number.');
  end if;
  select s.code into v_twice from unnest(supersedes) s(code) group by s.code having count(*) > 1 limit 1;
  if v_twice is not null then
    perform app_private.refuse_rule(rule, format('supersedes names "%s" twice: name it once.', v_twice));
  end if;
  select s.code into v_unknown from unnest(supersedes) s(code)
   where not exists (select from app_public.contraindication_rules r where (r.org_id, r.code) = (v_kb, s.code)) limit 1;
  if v_unknown is not null then
    perform app_private.refuse_rule(rule, format('it supersedes "%s", which is no rule. State the general rule first (its file stands earlier in medical/rules/all.sql).', v_unknown));
  end if;

  for v_general in
    select r.code, r.severity::text as severity, n.code as nutrient, r.effect::text in ('avoid_exercise_tag', 'limit_exercise') as is_exercise
      from app_public.contraindication_rules r left join app_public.nutrients n on n.id = r.nutrient_id
     where r.org_id = v_kb and r.code = any (supersedes) and r.retired_at is null order by r.code
  loop
    if v_general.is_exercise <> is_exercise then
      perform app_private.refuse_rule(rule, format('it supersedes "%s": of two rules about food, or about exercise, the special one replaces the general one, never one the other.', v_general.code));
    end if;
    if v_general.nutrient <> nutrient then
      perform app_private.refuse_rule(rule, format('it supersedes "%s", which is about %s and not about %s: both count, leave it out.', v_general.code, v_general.nutrient, nutrient));
    end if;
    if v_general.severity = 'contraindicated' and severity <> 'contraindicated' then
      perform app_private.refuse_rule(rule, format('it supersedes "%s", which is contraindicated: only what is contraindicated replaces that.', v_general.code));
    end if;
  end loop;

  with recursive replaced(code) as (
    select unnest(supersedes)
    union
    select unnest(r.supersedes) from replaced p
      join app_public.contraindication_rules r on (r.org_id, r.code) = (v_kb, p.code) and r.retired_at is null
  )
  select r.code into v_circle from app_public.contraindication_rules r join replaced p on p.code = r.code
   where r.org_id = v_kb and r.retired_at is null and rule = any (r.supersedes) limit 1;
  if v_circle is not null then
    perform app_private.refuse_rule(rule, format('it supersedes "%s", which supersedes it: of two rules only the special one replaces the general one.', v_circle));
  end if;
end $$;

comment on function app_private.check_rule_supersedes(text, text, text, boolean, text[]) is
  'TF040 when the rule supersedes itself, an unknown rule, one twice, one about something else, one that blocks though it only warns, or one that supersedes it.';
