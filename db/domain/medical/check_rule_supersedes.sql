create or replace function app_private.check_rule_supersedes(rule text, supersedes text[]) returns void
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_kb constant uuid := '00000000-0000-0000-0000-000000000000';
  v_unknown text;
  v_circle text;
begin
  if supersedes is null then
    perform app_private.refuse_rule(rule, 'supersedes is a list of codes: write ''{}'' or leave it out where it replaces none.');
  end if;
  if rule = any (supersedes) then
    perform app_private.refuse_rule(rule, 'a rule cannot supersede itself: a new version retires the former by its number.');
  end if;
  select s.code into v_unknown from unnest(supersedes) s(code)
   where not exists (select from app_public.contraindication_rules r where (r.org_id, r.code) = (v_kb, s.code)) limit 1;
  if v_unknown is not null then
    perform app_private.refuse_rule(rule, format('it supersedes "%s", which is no rule. State the general rule first (its file stands earlier in medical/rules/all.sql).', v_unknown));
  end if;

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

comment on function app_private.check_rule_supersedes(text, text[]) is 'TF040 when the rule supersedes itself, an unknown rule, or one that supersedes it.';
