-- The meals of one version's days; "things" is what they hold, by which the same item is known in two versions.
create or replace function app_private.comparable_meals(days jsonb)
  returns table (id bigint, day_number integer, place bigint, nth bigint, meal jsonb, things text[])
  language sql immutable set search_path = pg_catalog, pg_temp rows 28
as $$
  select row_number() over (order by d.ordinality, m.ordinality), (d.value ->> 'dayNumber')::integer, m.ordinality,
         row_number() over (partition by d.ordinality, lower(m.value ->> 'name') order by m.ordinality), m.value,
         array(select app_private.comparable_thing(i.value) from jsonb_array_elements(m.value -> 'items') i)
    from jsonb_array_elements(days) with ordinality d
   cross join jsonb_array_elements(d.value -> 'meals') with ordinality m
$$;

-- Called for each item several times: without a setting of its own it is taken into the query that calls it.
create or replace function app_private.comparable_thing(item jsonb) returns text
  language sql immutable
as $$ select coalesce(item ->> 'foodId', item ->> 'recipeId', lower(item ->> 'name')) $$;

create or replace function app_private.compared_meals(a jsonb, b jsonb)
  returns table (pair bigint, day_number integer, before jsonb, after jsonb)
  language sql immutable set search_path = pg_catalog, pg_temp rows 28
as $$
  with meal_a as materialized (select * from app_private.comparable_meals(a)),
  meal_b as materialized (select * from app_private.comparable_meals(b)),
  named as materialized (
    select x.id as a_id, y.id as b_id
      from meal_a x join meal_b y on y.day_number = x.day_number and lower(y.meal ->> 'name') = lower(x.meal ->> 'name') and y.nth = x.nth
  ), matched as (
    select a_id, b_id from named
    union all -- with another name where it stands in the same place and shares something to eat
    select x.id, y.id from meal_a x join meal_b y on y.day_number = x.day_number and y.place = x.place and y.things && x.things
     where not exists (select from named n where n.a_id = x.id) and not exists (select from named n where n.b_id = y.id)
  )
  select row_number() over (order by coalesce(y.day_number, x.day_number), coalesce(y.place, x.place), y.place is null), coalesce(y.day_number, x.day_number), x.meal, y.meal
    from meal_a x left join matched m on m.a_id = x.id full join meal_b y on y.id = m.b_id
$$;

comment on function app_private.comparable_meals(jsonb) is 'The meals of a version''s days, each with its place, which one of several of that name it is, and what it holds.';
comment on function app_private.comparable_thing(jsonb) is 'What makes an item the same in another version: its food, its recipe, or its words.';
comment on function app_private.compared_meals(jsonb, jsonb) is
  'The meals of two versions'' days side by side: the same day and name, else the same place with something shared; before or after is null where one has none.';
revoke execute on function app_private.comparable_meals(jsonb), app_private.comparable_thing(jsonb), app_private.compared_meals(jsonb, jsonb) from public;
grant execute on function app_private.comparable_meals(jsonb), app_private.comparable_thing(jsonb), app_private.compared_meals(jsonb, jsonb) to tf_definer;
