-- Asked at every amount that is typed: what findings() says of one item, without the ways in which there are many.
create or replace function app_public.check_food(food_id uuid, client_id uuid, grams numeric default 100)
  returns setof app_public.safety_finding
  language plpgsql stable security definer rows 5 set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_food_org uuid;
  v_foods text[]; -- its name
  v_hash constant bigint := app_private.food_hash(food_id::text);
  v_rules app_private.client_rule[];
begin
  if grams <= 0 then
    raise exception 'An amount must be above zero.' using errcode = 'TF030';
  end if;
  select t.org_id, array[t.name] into v_food_org, v_foods from app_public.foods t where t.org_id = any (array[v_org, '00000000-0000-0000-0000-000000000000']) and t.id = food_id;
  if not found then
    raise exception 'There is no such food.' using errcode = 'TF404';
  end if;
  v_rules := app_private.client_rule_list(v_org, client_id, app_private.check_period(v_org, client_id, null, null), true);
  if cardinality(v_rules) = 0 then
    return;
  end if;

  return query
    select md5(concat_ws('|', r.code, r.version, 'item:' || food_id, e.rests_on)), r.code, r.version, r.rule_id, t.severity, t.outcome, f.scope, 'item:' || food_id, null::integer, null::uuid, food_id,
           case when f.fact between 1 and 6 then v_foods else '{}' end, n.code, f.observed, f.observed_is_minimum, f.minimum, f.maximum, r.unit,
           case when f.is_lacking or f.fact = 0 then v_foods else '{}' end,
           app_private.finding_message(r.message, r.effect, f.state, r.missing), r.rationale, r.citation, r.citation_url, r.is_reviewed,
           t.outcome = 'breach', t.outcome = 'undetermined' and r.severity = 'contraindicated', md5(e.rests_on),
           json_build_array(case
             when f.fact in (0, 9) then json_build_object('itemId', food_id)
             when f.fact is null then json_build_object('itemId', food_id, 'dayNumber', null, 'mealId', null, 'name', v_foods[1], 'value', trim_scale(round(coalesce(n.known, 0), 4)), 'isMinimum', n.known is null)
             else json_build_object('itemId', food_id, 'dayNumber', null, 'mealId', null, 'name', v_foods[1], 'fact', case when f.fact > 3 then 'may_contain' when r.effect = 'avoid_tag' then 'has' else 'contains' end,
                                    'provenance', (array['declared', 'reviewed', 'inferred'])[1 + (f.fact - 1) % 3]) end),
           r.replaces, case when f.fact = 9 then v_foods else '{}' end, r.origin
      from app_private.food_results(v_org, v_rules, array[food_id], grams) f
     cross join lateral (select (x.rule).* from (select v_rules[f.rule_index] as rule offset 0) x offset 0) r
     cross join lateral (select app_private.told_severity(r.severity, f.state) as severity, app_private.told_outcome(r.severity, f.state, r.missing) as outcome offset 0) t
     cross join lateral ( -- what a decision is recorded against (CLINICAL 27)
       select concat_ws('|', t.outcome, f.observed, f.minimum, f.maximum, r.missing,
                case when f.fact = 0 then concat('1 ', v_hash, ' 0') when f.fact = 9 then concat('1 0 ', v_hash) when f.fact is not null then concat(food_id, ' ', f.fact)
                     when f.is_lacking then concat('1 ', v_hash) else '0' end) as rests_on offset 0) e
      left join lateral (
        select u.code, (select h.amount * grams * 0.01 from app_public.food_nutrients h where (h.org_id, h.food_id, h.nutrient_id) = (v_food_org, check_food.food_id, u.id)) as known
          from app_public.nutrients u where u.id = r.nutrient_id offset 0) n on true
     order by (t.outcome = 'breach') desc, (t.outcome = 'warning') desc, t.severity desc, f.rule_index;
end $$;
-- Definer: it reads rules, records and facts as a whole, after asking whether the request may see the client.
alter function app_public.check_food(uuid, uuid, numeric) owner to tf_definer;

comment on function app_public.check_food(uuid, uuid, numeric) is
  '@medicalRecord client client_id
What the rules and allergies of a client say of one food (in grams) before it is planned: its tags and allergens, bounds per item, and bounds that it breaks alone. TF404 food or client, TF030 amount.';
grant execute on function app_public.check_food(uuid, uuid, numeric) to tf_assistant, tf_dietitian, tf_org_admin;
