-- What organisations say of foods, in one row a food: derived, and never different from the facts that it comes from.
select plan(19);

create temp table ids as select tests.org_id('dietitian@demo.test') as org, tests.org_id('dietitian@other.test') as other, tests.new_client() as client,
  '00000000-0000-0000-0000-000000000000'::uuid as kb;
-- A food's byte of a tag or an allergen, as an organisation says it; null without a row.
create function pg_temp.byte(p_org uuid, p_food uuid, p_code text) returns integer language sql stable as $$
  select get_byte(p.facts, k.byte_index)
    from app_private.food_fact_panels p, app_private.fact_positions() k left join allergens a on a.id = k.allergen_id
   where (p.org_id, p.food_id) = (p_org, p_food) and p_code in (k.tag_code, a.code)
$$;
-- Which panels are not what the facts say.
create temp view different as
  select p.org_id, p.food_id, k.byte_index
    from app_private.food_fact_panels p cross join app_private.fact_positions() k
    left join food_tags t on (t.org_id, t.food_id, t.tag_code) = (p.org_id, p.food_id, k.tag_code)
    left join food_allergens a on (a.org_id, a.food_id, a.allergen_id) = (p.org_id, p.food_id, k.allergen_id)
   where get_byte(p.facts, k.byte_index) is distinct from
         coalesce(app_private.fact_byte(case when t.is_present then 'contains' else 'free' end::allergen_presence, t.provenance) * (t.food_id is not null)::integer,
                  app_private.fact_byte(a.presence, a.provenance), 0);

select is_empty($$ select * from different $$, 'every panel equals its food''s facts');
select is_empty($$ select org_id, food_id from food_tags union select org_id, food_id from food_allergens except select org_id, food_id from app_private.food_fact_panels $$,
  'and every food of which something is said has one');
select results_eq($$ select app_private.fact_byte(f, p) from unnest(enum_range(null::allergen_presence)) f, unnest(enum_range(null::fact_provenance)) p order by f, p $$,
  $$ select generate_series(1, 9) $$, 'the graver a word, the lower its byte');

create temp table food as select tests.new_food('Paste', '{}', '{"alcohol": false}', '{"peanut": "may_contain", "milk": "free"}') as paste, tests.new_food('No word') as silent;
select is((pg_temp.byte(kb, paste, 'alcohol'), pg_temp.byte(kb, paste, 'peanut'), pg_temp.byte(kb, paste, 'milk'), pg_temp.byte(kb, paste, 'eggs'), pg_temp.byte(kb, silent, 'eggs'))::text,
  '(8,5,8,0,)', 'a new fact is in it at once, and what nobody said is not') from ids, food;
insert into food_allergens (org_id, food_id, allergen_id, presence, provenance) select org, paste, app_private.kb_id('allergen', 'eggs'), 'contains', 'declared' from ids, food;
select is((pg_temp.byte(org, paste, 'eggs'), pg_temp.byte(kb, paste, 'eggs'), pg_temp.byte(other, paste, 'eggs'))::text, '(1,0,)', 'what an organisation says stands in its own row') from ids, food;
update food_allergens set presence = 'free', provenance = 'inferred' from ids, food where org_id = org and food_id = paste;
select is(pg_temp.byte(org, paste, 'eggs'), 9, 'a changed word counts at once') from ids, food;
delete from food_allergens using ids, food where org_id = org and food_id = paste;
select is(pg_temp.byte(org, paste, 'eggs'), 0, 'and so does one that was taken back') from ids, food;

-- another vocabulary
insert into tags (code, kind, name, description) values ('aaa_first', 'food', 'First', 'Comes before all others.');
select is_empty($$ select * from different $$, 'a new property moves all the others, and all panels with them');
update tags set kind = 'exercise' where code = 'aaa_first';
select is_empty($$ select * from different $$, 'one that is no property of foods any more moves them back');
update tags set kind = 'food' where code = 'aaa_first';
select is_empty($$ select * from different $$, 'and as one again moves them anew');
delete from tags where code = 'aaa_first';
select is_empty($$ select * from different $$, 'and back');
select throws_ok($$ update allergens set code = case code when 'eggs' then 'milk' else 'eggs' end where code in ('eggs', 'milk') $$, '23505', null,
  'no statement swaps two codes, which would leave their set as it was');
select throws_ok($$ update tags set code = 'spirits' where code = 'alcohol' $$, '23503', null, 'and a property that foods have is called nothing else');
update allergens set code = 'zzz_milk' where code = 'milk';
select is_empty($$ select * from different $$, 'an allergen that is called otherwise moves what follows it');
update allergens set code = 'milk' where code = 'eggs';
update allergens set code = 'eggs' where code = 'zzz_milk';
select is_empty($$ select * from different $$, 'and a swap by way of a third code moves both');

-- allergens that an organisation adds itself are none of the knowledge base's bytes, and count all the same
create temp table mine as select uuidv7() as lupin_dust;
insert into allergens (org_id, id, code, name, parent_id) select org, lupin_dust, 'peanut_dust', 'Peanut dust', app_private.kb_id('allergen', 'peanut') from ids, mine;
insert into client_allergies (org_id, client_id, allergen_id, kind, criticality) select org, client, a.id, 'allergy', 'high' from ids join allergens a on (a.org_id, a.code) = (org, 'peanut_dust');
create function pg_temp.says(p_food uuid) returns text[] language sql volatile as $$
  select tests.judged(tests.new_plan(client, jsonb_build_array(jsonb_build_array(jsonb_build_array(jsonb_build_object('food', p_food, 'grams', 10))))), 'allergy.peanut_dust') from ids
$$;
select is(pg_temp.says(silent), '{"undetermined item"}', 'CLINICAL 21: of an allergen of one''s own, too, no word is not known to be free') from food;
insert into food_allergens (org_id, food_id, allergen_id, presence, provenance) select org, silent, a.id, 'contains', 'reviewed' from ids join allergens a on (a.org_id, a.code) = (org, 'peanut_dust'), food;
select is(pg_temp.says(silent), '{"breach item"}', 'CLINICAL 22: what was reviewed as containing it is a breach') from food;
insert into food_allergens (org_id, food_id, allergen_id, presence, provenance) select org, paste, app_private.kb_id('allergen', 'peanut'), 'free', 'declared' from ids, food;
select is(pg_temp.says(paste), '{}', 'CLINICAL 22: and what is free of the wider one is free of it') from food;
select is(pg_temp.byte(org, paste, 'peanut'), 7, 'as the organisation''s own word says') from ids, food;

select * from finish();
