-- What is told of an item; where two of these differ in more than the name, the item was changed.
create or replace function app_private.compared_item(item jsonb) returns jsonb
  language sql immutable -- without a setting of its own, so that it is taken into the query that calls it
as $$
  select case when item is not null then jsonb_build_object('name', item -> 'name', 'kind', item -> 'kind', 'amount', item -> 'amount', 'portionLabel', item -> 'portionLabel',
                            'unitCode', item -> 'unitCode', 'grams', item -> 'grams', 'servings', item -> 'servings', 'note', item -> 'note',
                            'isAlternative', item ->> 'alternativeOfId' is not null) end
$$;

create or replace function app_private.compared_items(a jsonb, b jsonb)
  returns table (change text, name text, before jsonb, after jsonb, pair_before bigint, place_before bigint, pair_after bigint, place_after bigint)
  language sql immutable set search_path = pg_catalog, pg_temp rows 200
as $$
  with meal as materialized (select * from app_private.compared_meals(a, b)),
  item_a as materialized (
    select m.pair, m.day_number, i.ordinality as place, app_private.comparable_thing(i.value) as thing, app_private.compared_item(i.value) as item,
           row_number() over (partition by m.pair, app_private.comparable_thing(i.value) order by i.ordinality) as nth
      from meal m cross join jsonb_array_elements(m.before -> 'items') with ordinality i
  ), item_b as materialized (
    select m.pair, m.day_number, i.ordinality as place, app_private.comparable_thing(i.value) as thing, app_private.compared_item(i.value) as item,
           row_number() over (partition by m.pair, app_private.comparable_thing(i.value) order by i.ordinality) as nth
      from meal m cross join jsonb_array_elements(m.after -> 'items') with ordinality i
  ), stayed as materialized (
    select x.pair as a_pair, x.place as a_place, y.pair as b_pair, y.place as b_place
      from item_a x join item_b y on y.pair = x.pair and y.thing = x.thing and y.nth = x.nth
  ), gone as materialized ( -- what is gone in one place and new in another was moved: on the same day …
    select x.*, row_number() over (partition by x.day_number, x.thing order by x.pair, x.place) as on_day
      from item_a x where not exists (select from stayed s where s.a_pair = x.pair and s.a_place = x.place)
  ), come as materialized (
    select y.*, row_number() over (partition by y.day_number, y.thing order by y.pair, y.place) as on_day
      from item_b y where not exists (select from stayed s where s.b_pair = y.pair and s.b_place = y.place)
  ), moved_on_day as materialized (
    select x.pair as a_pair, x.place as a_place, y.pair as b_pair, y.place as b_place
      from gone x join come y on y.day_number = x.day_number and y.thing = x.thing and y.on_day = x.on_day
  ), matched as (
    select s.*, false as is_moved from stayed s
    union all
    select m.*, true from moved_on_day m
    union all -- … or on another one, unchanged
    select x.pair, x.place, y.pair, y.place, true
      from (select g.*, row_number() over (partition by g.thing, g.item order by g.pair, g.place) as which from gone g
             where not exists (select from moved_on_day m where m.a_pair = g.pair and m.a_place = g.place)) x
      join (select c.*, row_number() over (partition by c.thing, c.item order by c.pair, c.place) as which from come c
             where not exists (select from moved_on_day m where m.b_pair = c.pair and m.b_place = c.place)) y
        on y.thing = x.thing and y.item = x.item and y.which = x.which
  )
  select case when x.pair is null then 'added' when y.pair is null then 'removed' when m.is_moved then 'moved'
              when x.item - 'name' = y.item - 'name' then 'same' else 'changed' end,
         coalesce(y.item, x.item) ->> 'name', x.item, y.item, x.pair, x.place, y.pair, y.place
    from item_a x
    left join matched m on m.a_pair = x.pair and m.a_place = x.place
    full join item_b y on y.pair = m.b_pair and y.place = m.b_place
$$;

comment on function app_private.compared_item(jsonb) is 'An item as a comparison shows it.';
comment on function app_private.compared_items(jsonb, jsonb) is
  'The items of two versions'' days: same, changed (amount, portion, note, or whether it is an alternative), moved to another meal of its day (changed or not) or unchanged to another day, added or removed; with the pair of meals and the place where each stands.';
revoke execute on function app_private.compared_item(jsonb), app_private.compared_items(jsonb, jsonb) from public;
grant execute on function app_private.compared_item(jsonb), app_private.compared_items(jsonb, jsonb) to tf_definer;
