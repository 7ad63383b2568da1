create or replace function app_private.neighbouring_food_groups(food_group_code text) returns text[]
  language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select case
    when food_group_code in ('0500', '0700', '1000', '1300', '1500', '1700', '3500') then '{0500,1000,1300,1500,1600,1700}' -- meat, fish or pulses
    when food_group_code = '0100' then '{1600}'                        -- dairy and egg: what is made of soya instead
    when food_group_code = '1600' then '{0100,1100,1200}'              -- pulses
    when food_group_code = '1200' then '{1600,2500}'                   -- nuts and seeds
    when food_group_code in ('0800', '1800', '2000') then '{0800,1800,2000}' -- cereals, bread and grains
    when food_group_code in ('0900', '1100') then '{0900,1100}'        -- fruit and vegetables
    when food_group_code in ('1900', '2500') then '{0900,1200,1900,2500}' -- sweets and snacks
    when food_group_code in ('0200', '0400', '0600') then '{0200,0400,0600}' -- what seasons, and what is poured over
    when food_group_code in ('2100', '2200', '3600') then '{2100,2200,3600}' -- dishes
    else '{}' end::text[]
$$;

comment on function app_private.neighbouring_food_groups(text) is 'The groups of food that may take the place of this one in a meal, besides itself.';
grant execute on function app_private.neighbouring_food_groups(text) to tf_definer;
