-- Amounts that are packed into one number come out as they went in, and their sums as sums (CLINICAL 3, 6).
select plan(16);

create temp table ids as select tests.org_id('dietitian@demo.test') as org;
create function pg_temp.random_food(amounts numeric[]) returns uuid language plpgsql as $$
declare
  v_id constant uuid := uuidv7();
begin
  insert into foods (org_id, id, name) select org, v_id, 'Packed ' || v_id from ids;
  insert into food_nutrients (org_id, food_id, nutrient_id, amount)
    select org, v_id, n.id, amounts[1 + (random() * (cardinality(amounts) - 1))::integer] from ids, nutrients n where n.is_summable and random() < 0.8;
  return v_id;
end $$;

-- the panels
create view pg_temp.different as
  select p.food_id
    from app_private.food_panels p
   cross join lateral (
     select array_agg(coalesce(n.amount, 0) order by k.position) as known, array_agg(k.id order by k.position) filter (where n.amount is null) as lacking,
            string_agg((n.amount is null)::integer::text, '' order by k.position) as lacks, bool_and(coalesce(n.amount < 1000000 and scale(trim_scale(n.amount)) <= 4, true)) as fits
       from unnest(app_private.packed_nutrient_ids()) with ordinality k(id, position)
       left join food_nutrients n on (n.org_id, n.food_id, n.nutrient_id) = (p.org_id, p.food_id, k.id)) f
   where p.lacking is distinct from coalesce(f.lacking, '{}') or p.lacks::text is distinct from f.lacks
      or f.fits and array(select app_private.unpacked_amount(convert_to(lpad(p.packed::text, 32 * cardinality(f.known), '0'), 'UTF8'), 1 + 32 * i, 32, 1e-13)
                            from generate_series(0, cardinality(f.known) - 1) i) is distinct from f.known
      or not f.fits and p.packed is not null;
select is((app_private.packed_nutrient_ids())[: cardinality(app_private.panel_nutrient_ids())], app_private.panel_nutrient_ids(), 'the packed nutrients begin with the panel');
select is_empty($$ select r.code from contraindication_rules r where r.retired_at is null and r.nutrient_id is not null and r.nutrient_id <> all (app_private.packed_nutrient_ids()) $$,
  'every nutrient of a rule that ships is packed');
select is_empty('select * from pg_temp.different', 'every packed panel is its food''s rows');
create temp table made as select pg_temp.random_food(array[0, 0.0001, 0.5, 3, 12.34, 999999.9999]) as id from generate_series(1, 20);
insert into made select pg_temp.random_food(array[0, 7, 0.00001, 1000000, 123456789.123456789]) from generate_series(1, 5);
select isnt_empty('select from app_private.food_panels p join made m on m.id = p.food_id where p.packed is null', 'what has more digits than a block holds is not packed');
select isnt_empty('select from app_private.food_panels p join made m on m.id = p.food_id where p.packed is not null', 'what fits is');
select is_empty('select * from pg_temp.different', 'of new foods as well');
update food_nutrients set amount = 5.5 where food_id = (select id from made order by id limit 1);
delete from food_nutrients where food_id = (select id from made order by id limit 1) and nutrient_id = 208;
select is_empty('select * from pg_temp.different', 'panels follow a value that changes, and one that is taken back');
update nutrients set is_ruled = true where id = 501;
select ok(501 = any (app_private.packed_nutrient_ids()), 'a nutrient that rules name joins them');
select is_empty('select * from pg_temp.different', 'and all panels follow');
update nutrients set is_ruled = false where id = 501;
select throws_ok($$ update food_nutrients set amount = 'NaN' where food_id = (select id from made limit 1) $$, '23514', null, 'no number is no amount');

-- sums: random foods and grams in random items, against the plain sums of the rows
create function pg_temp.items(foods uuid[], grams numeric[], size integer) returns app_private.item_food[] language sql as $$
  select array_agg(row(null, (select org from ids), case when random() < 0.95 then foods[1 + (random() * (cardinality(foods) - 1))::integer] end, null,
                       grams[1 + (random() * (cardinality(grams) - 1))::integer], 1 + (random() * size / 4)::integer, n, n)::app_private.item_food)
    from generate_series(1, size) n
$$;
create function pg_temp.disagreements(foods app_private.item_food[], beside integer[]) returns bigint language sql as $$
  with packing as materialized (
    select (app_private.packing_of(foods, beside)).*
  ), packed as (
    select w.item_number, n.id, app_private.unpacked_amount(convert_to((('1' || repeat('0', p.width * cardinality(p.nutrient_ids) + p.shift))::numeric + coalesce(sum(w.weighed), 0))::text, 'UTF8'),
                                                            2 + p.shift + p.width * (n.n::integer - 1), p.width, ('1e-' || p.decimals)::numeric) as known,
           count(*) filter (where n.id = any (w.lacking)) as lacking, count(*) filter (where get_bit(w.lacks, n.n::integer - 1) = 1) as lacks
      from packing p, app_private.weighed_foods(foods, (select row(p.*)::app_private.packing from packing p)) w, unnest(p.nutrient_ids) with ordinality n(id, n)
     group by w.item_number, n.id, n.n, p.width, p.nutrient_ids, p.shift, p.decimals
  ), plain as (
    select f.item_number, n.id, coalesce(sum(coalesce(v.amount, 0) * f.grams), 0) * 0.01 as known, count(*) filter (where v.amount is null) as lacking
      from unnest(foods) f cross join packing p cross join unnest(p.nutrient_ids) n(id)
      left join food_nutrients v on (v.org_id, v.food_id, v.nutrient_id) = (f.food_org_id, f.food_id, n.id)
     group by f.item_number, n.id
  )
  select count(*) from packed full join plain using (item_number, id)
   where (packed.known, packed.lacking, packed.lacks) is distinct from (plain.known, plain.lacking, plain.lacking)
$$;
create function pg_temp.packed_ids() returns uuid[] language sql as $$ select array_agg(p.food_id) from app_private.food_panels p join made m on m.id = p.food_id where p.packed is not null $$;
select is((select sum(pg_temp.disagreements(pg_temp.items(pg_temp.packed_ids(), array[0, 1, 33.3, 250, 0.123456789], 40), '{}')) from generate_series(1, 10)), 0::numeric,
  'CLINICAL 3, 6: sums of packed amounts are the sums of the amounts');
select is((select sum(pg_temp.disagreements(pg_temp.items(pg_temp.packed_ids(), array[1, 12.3456789012345, 0.0000000000000001], 40), '{}')) from generate_series(1, 10)), 0::numeric,
  'also of grams with sixteen decimals');
select is((select sum(pg_temp.disagreements(pg_temp.items(pg_temp.packed_ids(), array[1, 1.00000000000000000000001, 99999999999999], 40), '{}')) from generate_series(1, 10)), 0::numeric,
  'of more decimals, and of more tons, than a block holds');
select is((select sum(pg_temp.disagreements(pg_temp.items((select array_agg(id) from made), array[1, 33.3, 250], 40), '{}')) from generate_series(1, 10)), 0::numeric,
  'where a food is not packed');
select is((select sum(pg_temp.disagreements(pg_temp.items(pg_temp.packed_ids(), array[1, 33.3, 12.34567890123], 40), array[501, 208, 502])) from generate_series(1, 10)), 0::numeric,
  'of nutrients beside the packed ones');
select is((select sum(pg_temp.disagreements(pg_temp.items((select array_agg(id) from made), array[1, 33.3, 12.34567890123], 40), array[501, 502])) from generate_series(1, 10)), 0::numeric,
  'and of those of foods that are not packed');
select * from finish();
