create or replace function app_private.energy_per_gram(nutrient_id integer) returns numeric
  language sql immutable strict parallel safe set search_path = pg_catalog, pg_temp
as $$
  select case
           when nutrient_id in (203, 205, 269) then 4             -- protein; carbohydrate and the sugars in it
           when nutrient_id in (204, 605, 606, 645, 646) then 9   -- fat, and trans, saturated, mono- and polyunsaturated in it
           when nutrient_id = 221 then 7                          -- alcohol
         end::numeric
$$;

comment on function app_private.energy_per_gram(integer) is
  'kcal per gram by which a nutrient''s share of energy is computed (CLINICAL 5): 4 protein and carbohydrate, 9 fat, 7 alcohol; null for what has no share.';
grant execute on function app_private.energy_per_gram(integer) to tf_definer;
