-- From a finding to a recorded decision, with the rules as they are: Maria has hypertension, takes warfarin and is allergic to peanut.
select plan(15);

create function pg_temp.version() returns uuid language sql as
  $$ select v.id from app_public.meal_plan_versions v where v.meal_plan_id = '00000000-0000-4000-8003-000000000001' $$;
create function pg_temp.edit(edits json) returns json language sql as
  $$ select app_public.edit_meal_plan_version(v.id, v.revision, array(select json_populate_record(null::app_public.meal_plan_edit, e) from json_array_elements(edits) e))
       from app_public.meal_plan_versions v where v.id = pg_temp.version() $$;
create function pg_temp.publish(decisions app_public.safety_decision[]) returns app_public.meal_plan_versions language sql as
  $$ select app_public.publish_meal_plan_version(v.id, v.revision, 'Checked', decisions) from app_public.meal_plan_versions v where v.id = pg_temp.version() $$;
create function pg_temp.findings_of(statement text) returns json language plpgsql as $$
declare v_detail text;
begin execute statement; return null;
exception when others then get stacked diagnostics v_detail = pg_exception_detail; return v_detail::json -> 'findings'; end $$;
grant execute on all functions in schema pg_temp to public;
create temp table ids as select c.org_id as org, c.id as maria from app_public.clients c where c.full_name = 'Maria Keller';
grant select on ids to public;

select tests.authenticate_as('dietitian@demo.test');
do $$ begin perform create_meal_plan('00000000-0000-4000-8003-000000000001', 'With peanut', (select maria from ids), 1, array['Breakfast']); end $$;
create temp table answer as
  select pg_temp.edit(json_build_array(
    json_build_object('op', 'add_item', 'id', '00000000-0000-4000-8003-00000000000a', 'meal_id', m.id, 'food_id', md5('food:16098')::uuid, 'amount', 30, 'unit_code', 'g'),
    json_build_object('op', 'add_item', 'id', '00000000-0000-4000-8003-00000000000b', 'meal_id', m.id, 'food_id', md5('food:01079')::uuid, 'amount', 200, 'unit_code', 'g'),
    json_build_object('op', 'add_item', 'id', '00000000-0000-4000-8003-00000000000c', 'meal_id', m.id, 'free_text', 'what grandmother cooks'))) as document
    from meal_plan_meals m where m.meal_plan_version_id = pg_temp.version();

select results_eq($$ select f ->> 'outcome', p ->> 'place' from answer, json_array_elements(document #> '{findings,findings}') f, json_array_elements(f -> 'places') p where f ->> 'ruleCode' = 'allergy.peanut' order by 1 $$,
  $$ values ('breach', 'item:00000000-0000-4000-8003-00000000000a'), ('undetermined', 'item:00000000-0000-4000-8003-00000000000c') $$,
  'the edit that adds peanut butter answers with the breach, and with what cannot be determined');
select is((select document ->> 'findings' from answer), (meal_plan_version_document(pg_temp.version()) ->> 'findings'), 'the builder opens with the same findings');
select throws_ok($$ select pg_temp.publish('{}') $$, 'TF022', null, 'a breach blocks publishing');
create temp table open_findings as select f as finding from json_array_elements(pg_temp.findings_of($$ select pg_temp.publish('{}') $$)) f;
select bag_eq($$ select finding ->> 'key' as key, finding ->> 'evidenceHash' as evidence_hash from open_findings $$,
  $$ select f.key, f.evidence_hash from explain_finding(pg_temp.version(), (select maria from ids), null) f where f.needs_reason or f.needs_acknowledgement $$,
  'CLINICAL 19, 20: publishing asks for a decision on what the check says needs one, on the same evidence');
select ok((select count(*) > 0 from explain_finding(pg_temp.version(), (select maria from ids), null) f where not (f.needs_reason or f.needs_acknowledgement)), 'and on nothing else that it says');
select ok((select bool_and(finding ->> 'message' <> '' and finding ->> 'citation' <> '' and (finding ->> 'key') is not null) from open_findings), 'and says why, with what can be looked up');
select throws_ok($$ select pg_temp.publish(array(select row(finding ->> 'key', 'Tolerated in a challenge')::safety_decision from open_findings where finding ->> 'needsReason' = 'true')) $$, 'TF023', null,
  'a reason for the breach does not answer what is undetermined');
select is((pg_temp.publish(array(select row(finding ->> 'key', 'Tolerated in a challenge')::safety_decision from open_findings))).status, 'published', 'with a decision for each it is published');
select ok((select count(*) >= 2 and bool_and(o.reason = 'Tolerated in a challenge' and o.evidence_hash <> '') from safety_overrides o where o.meal_plan_version_id = pg_temp.version()), 'both decisions are stored');
select results_eq($$ select o.foods from safety_overrides o where o.meal_plan_version_id = pg_temp.version() and o.kind = 'acknowledgement' and o.rule_code = 'allergy.peanut' $$,
  $$ select array['what grandmother cooks'] $$, 'the acknowledgement lists the foods in question');
select is((assign_meal_plan_version('00000000-0000-4000-8003-0000000000a1', pg_temp.version(), '2050-01-01', '2050-02-01')).status, 'active',
  'the decisions hold for assigning while the evidence is the same');

select tests.as_owner();
insert into client_allergies (org_id, client_id, allergen_id, kind, criticality) select org, maria, md5('allergen:milk')::uuid, 'allergy', 'high' from ids;
select tests.authenticate_as('dietitian@demo.test');
select throws_ok($$ select assign_meal_plan_version('00000000-0000-4000-8003-0000000000a2', pg_temp.version(), '2050-03-01') $$, 'TF022', null, 'a new allergy blocks the next assignment');
select ok((select count(*) > 0 and bool_and(f ->> 'ruleCode' = 'allergy.milk') from json_array_elements(pg_temp.findings_of(
    $$ select assign_meal_plan_version('00000000-0000-4000-8003-0000000000a2', pg_temp.version(), '2050-03-01') $$)) f
   where f ->> 'needsReason' = 'true'), 'and only it asks: what was decided before stands');
select is((clone_meal_plan_version('00000000-0000-4000-8003-0000000000c1', pg_temp.version())).status, 'draft', 'the plan is cloned');
select throws_ok($$ select publish_meal_plan_version('00000000-0000-4000-8003-0000000000c1', (select v.revision from meal_plan_versions v where v.id = '00000000-0000-4000-8003-0000000000c1'), 'Clone') $$,
  'TF022', null, 'and the clone inherits no decision');

select * from finish();
