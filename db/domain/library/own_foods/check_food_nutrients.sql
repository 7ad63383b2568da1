create or replace function app_private.check_food_nutrients(nutrients app_public.food_nutrient_value[]) returns void
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_bad record;
  v_sum numeric;
begin
  select v.nutrient_id, v.amount, coalesce(v.is_assumed_zero, false) as is_assumed_zero, n.id, n.name, n.unit, m.maximum, count(*) over (partition by v.nutrient_id) as times
    into v_bad
    from unnest(nutrients) v
    left join app_public.nutrients n on n.id = v.nutrient_id
    -- 100 g hold no more than 100 g of anything; pure fat has 902 kcal. A vitamin in IU is kept as the source has it.
    left join (values ('kcal', 950::numeric), ('kJ', 3975), ('g', 100), ('mg', 100000), ('µg', 100000000), ('IU', 1000000000)) m(unit, maximum) on m.unit = n.unit
   where n.id is null or v.amount is null or not v.amount between 0 and m.maximum or (v.is_assumed_zero and v.amount <> 0)
      or exists (select from unnest(nutrients) o where o.nutrient_id = v.nutrient_id having count(*) > 1)
   order by n.sort_order nulls first
   limit 1;
  if found then
    if v_bad.id is null then
      raise exception 'There is no nutrient %.', coalesce(v_bad.nutrient_id::text, 'without a number') using errcode = 'TF400';
    elsif v_bad.times > 1 then
      raise exception '% is stated twice.', v_bad.name using errcode = 'TF400';
    elsif v_bad.amount is null then
      raise exception '% has no amount. What is unknown is left out.', v_bad.name using errcode = 'TF400';
    elsif v_bad.is_assumed_zero and v_bad.amount <> 0 then
      raise exception 'Only a zero is assumed: % is %.', v_bad.name, v_bad.amount using errcode = 'TF110',
        detail = json_build_object('nutrient', v_bad.name, 'amount', v_bad.amount)::text;
    end if;
    raise exception '100 g of a food cannot hold % % of %: it is between 0 and % %.', v_bad.amount, v_bad.unit, lower(v_bad.name), v_bad.maximum, v_bad.unit
      using errcode = 'TF110', detail = json_build_object('nutrient', v_bad.name, 'amount', v_bad.amount::text, 'unit', v_bad.unit, 'maximum', v_bad.maximum)::text;
  end if;

  -- Protein, fat, carbohydrate, alcohol and water weigh together what the food weighs; analyses add up to a little more.
  select sum(v.amount) into v_sum from unnest(nutrients) v where v.nutrient_id in (203, 204, 205, 221, 255);
  if v_sum > 105 then
    raise exception 'Protein, fat, carbohydrate, alcohol and water come to % g in 100 g. Are these values per 100 g?', trim_scale(v_sum)
      using errcode = 'TF110', detail = json_build_object('sum', v_sum, 'maximum', 105)::text;
  end if;
end $$;

comment on function app_private.check_food_nutrients(app_public.food_nutrient_value[]) is
  'Refuses values per 100 g that no food has: TF110; TF400 for a nutrient that there is not, is stated twice or has no amount.';
revoke execute on function app_private.check_food_nutrients(app_public.food_nutrient_value[]) from public;
grant execute on function app_private.check_food_nutrients(app_public.food_nutrient_value[]) to tf_definer;
