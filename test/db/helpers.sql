-- Loaded into the clone before the tests run: acting as somebody, as the server does it after checking a token.
create schema tests;
grant usage on schema tests to public;
-- Functions are executable by nobody until granted; the tests' own are for every actor.
alter default privileges in schema tests grant execute on functions to public;

create function tests.set_identity(
  p_user_id uuid, p_org_id uuid, p_member_id uuid, p_client_id uuid, p_role text
) returns void language sql volatile as $$
  select
    set_config('app.user_id', coalesce(p_user_id::text, ''), true),
    set_config('app.org_id', coalesce(p_org_id::text, ''), true),
    set_config('app.member_id', coalesce(p_member_id::text, ''), true),
    set_config('app.client_id', coalesce(p_client_id::text, ''), true),
    set_config('app.role', coalesce(p_role, ''), true),
    set_config('app.request_id', '', true),
    set_config('app.session_id', '', true),
    set_config('role', 'tf_' || coalesce(p_role, 'anonymous'), true);
$$;

-- Acts as the person who signs in with this address, until as_owner(), somebody else, or the end of the file.
create function tests.authenticate_as(p_email text) returns void language plpgsql volatile as $$
declare
  v record;
begin
  perform tests.as_owner();
  select * into v from (
    select u.id as user_id, m.org_id, m.id as member_id, null::uuid as client_id, m.role::text as role
      from app_public.users u join app_public.memberships m on m.user_id = u.id
     where u.email = p_email::public.citext and m.status = 'active'
    union all
    select u.id, c.org_id, null, c.id, 'client'
      from app_public.users u join app_public.clients c on c.user_id = u.id
     where u.email = p_email::public.citext
    union all
    select u.id, g.org_id, null, g.client_id, 'client'
      from app_public.users u join app_public.client_guardians g on g.user_id = u.id
     where u.email = p_email::public.citext
  ) as who limit 1;
  if v is null then
    raise exception 'nobody signs in as %', p_email;
  end if;
  perform tests.set_identity(v.user_id, v.org_id, v.member_id, v.client_id, v.role);
end
$$;

-- Acts as nobody in particular.
create function tests.authenticate_as_anonymous() returns void language plpgsql volatile as $$
begin
  perform tests.as_owner();
  perform tests.set_identity(null, null, null, null, null);
end
$$;

-- Back to the owner, who arranges and inspects.
create function tests.as_owner() returns void language sql volatile as $$
  select set_config('role', 'tf_owner', true);
  select set_config(name, '', true)
    from unnest(array['app.user_id', 'app.org_id', 'app.member_id', 'app.client_id', 'app.role', 'app.request_id', 'app.session_id']) as name;
$$;

create function tests.user_id(p_email text) returns uuid language sql stable as $$
  select id from app_public.users where email = p_email::public.citext;
$$;
create function tests.org_id(p_email text) returns uuid language sql stable as $$
  select org_id from app_public.memberships where user_id = tests.user_id(p_email)
  union all select org_id from app_public.clients where user_id = tests.user_id(p_email)
  union all select org_id from app_public.client_guardians where user_id = tests.user_id(p_email) limit 1;
$$;
create function tests.member_id(p_email text) returns uuid language sql stable as $$
  select id from app_public.memberships where user_id = tests.user_id(p_email) limit 1;
$$;
create function tests.client_id(p_email text) returns uuid language sql stable as $$
  select id from app_public.clients where user_id = tests.user_id(p_email) limit 1;
$$;

-- Arranging clinical cases, as the owner. Each makes rows of its own and answers the id.

-- A client of the demo practice in the dietitian's and the assistant's care, born on p_born_on.
create function tests.new_client(p_born_on date default '1980-01-01') returns uuid language sql volatile as $$
  with made as (
    insert into app_public.clients (org_id, given_name, family_name, born_on)
    values (tests.org_id('dietitian@demo.test'), 'Test', 'Client', p_born_on) returning org_id, id
  ), cared as (
    insert into app_public.care_assignments (org_id, client_id, member_id, starts_on)
    select m.org_id, m.id, tests.member_id(e), current_date - 30 from made m, unnest(array['dietitian@demo.test', 'assistant@demo.test']) e
  )
  select id from made;
$$;

-- A food of the knowledge base: amounts per 100 g by nutrient code, tags as {"code": has?}, allergens as {"code": presence}.
create function tests.new_food(
  p_name text, p_amounts jsonb default '{}', p_tags jsonb default '{}', p_allergens jsonb default '{}', p_provenance text default 'reviewed'
) returns uuid language plpgsql volatile as $$
declare
  v_kb constant uuid := '00000000-0000-0000-0000-000000000000';
  v_id constant uuid := uuidv7();
begin
  insert into app_public.foods (org_id, id, name) values (v_kb, v_id, p_name);
  insert into app_public.food_nutrients (org_id, food_id, nutrient_id, amount)
    select v_kb, v_id, n.id, a.value::numeric from jsonb_each_text(p_amounts) a join app_public.nutrients n on n.code = a.key;
  insert into app_public.food_tags (org_id, food_id, tag_code, is_present, provenance)
    select v_kb, v_id, t.key, t.value::boolean, p_provenance::app_public.fact_provenance from jsonb_each_text(p_tags) t;
  insert into app_public.food_allergens (org_id, food_id, allergen_id, presence, provenance)
    select v_kb, v_id, app_private.kb_id('allergen', a.key), a.value::app_public.allergen_presence, p_provenance::app_public.fact_provenance
      from jsonb_each_text(p_allergens) a;
  return v_id;
end
$$;

-- A draft for the client. p_days = days of meals of items: [[[{"food": id, "grams": 100}, {"text": "cake", "or": true}]]];
-- also {"recipe": id, "servings": 1} or "grams"; "or" makes an alternative of the item before.
create function tests.new_plan(p_client_id uuid, p_days jsonb) returns uuid language plpgsql volatile as $$
declare
  v_org constant uuid := (select org_id from app_public.clients where id = p_client_id);
  v_plan constant uuid := uuidv7();
  v_version constant uuid := uuidv7();
  v_day record;
  v_meal record;
  v_item record;
  v_day_id uuid;
  v_meal_id uuid;
  v_item_id uuid;
  v_first_id uuid;
begin
  insert into app_public.meal_plans (org_id, id, client_id, name) values (v_org, v_plan, p_client_id, 'Test plan');
  insert into app_public.meal_plan_versions (org_id, id, meal_plan_id, client_id, number) values (v_org, v_version, v_plan, p_client_id, 1);
  for v_day in select * from jsonb_array_elements(p_days) with ordinality loop
    insert into app_public.meal_plan_days (org_id, meal_plan_version_id, day_number) values (v_org, v_version, v_day.ordinality) returning id into v_day_id;
    for v_meal in select * from jsonb_array_elements(v_day.value) with ordinality loop
      insert into app_public.meal_plan_meals (org_id, meal_plan_version_id, meal_plan_day_id, position, name)
        values (v_org, v_version, v_day_id, v_meal.ordinality, 'Meal') returning id into v_meal_id;
      for v_item in select * from jsonb_array_elements(v_meal.value) with ordinality loop
        v_item_id := uuidv7();
        if not coalesce((v_item.value ->> 'or')::boolean, false) then
          v_first_id := v_item_id;
        end if;
        insert into app_public.meal_plan_items
            (org_id, id, meal_plan_version_id, meal_plan_meal_id, position, alternative_of_id, food_id, recipe_id, free_text, amount, unit_code, grams)
          values (v_org, v_item_id, v_version, v_meal_id, v_item.ordinality, nullif(v_first_id, v_item_id),
                  (v_item.value ->> 'food')::uuid, (v_item.value ->> 'recipe')::uuid, v_item.value ->> 'text',
                  coalesce((v_item.value ->> 'grams')::numeric, (v_item.value ->> 'servings')::numeric, 1),
                  case when v_item.value ? 'grams' then 'g' when v_item.value ? 'servings' then 'serving' end, (v_item.value ->> 'grams')::numeric);
      end loop;
    end loop;
  end loop;
  return v_version;
end
$$;

-- What one rule says of a version on p_on, as "outcome place", sorted; empty = it is kept.
create function tests.judged(p_version_id uuid, p_rule text, p_on date default current_date) returns text[] language sql volatile as $$
  select array(
    select f.outcome || ' ' || case when f.place like 'item:%' then 'item' when f.place like 'meal:%' then 'meal' else f.place end
      from app_public.meal_plan_versions v,
           app_private.meal_plan_version_findings(v.org_id, v.id, v.client_id, daterange(p_on, p_on + 1)) f
     where v.id = p_version_id and f.rule_code = p_rule order by 1);
$$;

-- Rules over the catalogue: each is a query that names what breaks it (today nothing) and an offence that somebody could commit
-- tomorrow: the rule must name it, so that no rule is one that cannot fail.
create table tests.rules (position integer generated always as identity, name text, query text, offence text, names text);
grant select, insert on tests.rules to public;
create procedure tests.rule(name text, query text, offence text, names text default 'offence') language sql
as $$ insert into tests.rules (name, query, offence, names) values (name, query, offence, names) $$;
create view tests.application_roles as
  select r.oid, r.rolname from pg_roles r
   where r.rolname in ('tf_anonymous', 'tf_client', 'tf_assistant', 'tf_dietitian', 'tf_org_admin', 'tf_researcher');
grant select on tests.application_roles to public;

-- Commits the offence, asks the rule, and takes everything back.
create function tests.is_named(query text, offence text, names text) returns boolean language plpgsql volatile
as $$
declare
  v_is_named boolean;
begin
  begin
    execute offence;
    execute format('select exists (select from (%s) broken where strpos(broken::text, %L) > 0)', query, names) into v_is_named;
    raise exception using errcode = 'TFBCK';
  exception when sqlstate 'TFBCK' then
    return v_is_named;
  end;
end $$;

-- Plans, tries and finishes all rules that the file has stated.
create function tests.try_rules() returns setof text language plpgsql volatile
as $$
begin
  return next plan((select 2 * count(*)::integer from tests.rules));
  return query select is_empty(query, name) from tests.rules order by position;
  return query
    select ok(tests.is_named(query, offence, names), 'this is noticed: ' || trim(regexp_replace(offence, '\s+', ' ', 'g'))) from tests.rules order by position;
  return query select * from finish();
end $$;
