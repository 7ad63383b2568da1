create or replace function app_private.write_food_nutrients(food app_public.foods, nutrients app_public.food_nutrient_value[], stated_on date) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
  perform app_private.check_food_nutrients(nutrients);
  delete from app_public.food_nutrients n
   where (n.org_id, n.food_id) = (food.org_id, food.id) and n.nutrient_id <> all (array(select v.nutrient_id from unnest(nutrients) v));
  insert into app_public.food_nutrients as n (org_id, food_id, nutrient_id, amount, is_assumed_zero, source, stated_on)
  select food.org_id, food.id, v.nutrient_id, v.amount, coalesce(v.is_assumed_zero, false),
         coalesce(nullif(trim(v.source), ''), case when food.copied_from_id is not null then 'own' end),
         coalesce(v.stated_on, write_food_nutrients.stated_on)
    from unnest(nutrients) v
  on conflict (org_id, food_id, nutrient_id) do update
    set amount = excluded.amount, is_assumed_zero = excluded.is_assumed_zero, source = excluded.source, stated_on = excluded.stated_on,
        source_code = null, derivation_code = null -- they told how the former value was found
  where (n.amount, n.is_assumed_zero) is distinct from (excluded.amount, excluded.is_assumed_zero);
  -- The same figure, and somebody says more of where it is from.
  update app_public.food_nutrients n
     set source = coalesce(nullif(trim(v.source), ''), n.source), stated_on = coalesce(v.stated_on, n.stated_on)
    from unnest(nutrients) v
   where (n.org_id, n.food_id, n.nutrient_id) = (food.org_id, food.id, v.nutrient_id)
     and (coalesce(nullif(trim(v.source), ''), n.source), coalesce(v.stated_on, n.stated_on)) is distinct from (n.source, n.stated_on);
end $$;

comment on function app_private.write_food_nutrients(app_public.foods, app_public.food_nutrient_value[], date) is
  'Brings the values of an own food to these: what is left out is unknown, and a value that stays keeps its provenance. stated_on: of values that are new or other than before and do not say. TF110, TF400.';
revoke execute on function app_private.write_food_nutrients(app_public.foods, app_public.food_nutrient_value[], date) from public;
grant execute on function app_private.write_food_nutrients(app_public.foods, app_public.food_nutrient_value[], date) to tf_definer;
