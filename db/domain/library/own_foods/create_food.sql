create or replace function app_public.create_food(
  id uuid, food app_public.food_content default null, nutrients app_public.food_nutrient_value[] default null,
  portions app_public.food_portion_content[] default null, copied_from_id uuid default null
) returns app_public.foods
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_request constant jsonb := jsonb_build_object('food', to_jsonb(create_food.food), 'nutrients', to_jsonb(create_food.nutrients),
                                                 'portions', to_jsonb(create_food.portions), 'copied_from_id', create_food.copied_from_id);
  v_original app_public.foods;
  v_content app_public.food_content := create_food.food;
  v_food app_public.foods;
begin
  if create_food.id is null then
    raise exception 'A food needs an id.' using errcode = 'TF400';
  end if;
  select f.* into v_food from app_public.foods f where (f.org_id, f.id) = (v_org, create_food.id);
  if found then
    if v_food.created_with is distinct from v_request then
      raise exception 'This id belongs to another food.' using errcode = 'TF409';
    end if;
    return v_food;
  end if;
  if create_food.copied_from_id is not null then
    select f.* into v_original from app_public.foods f
     where f.id = create_food.copied_from_id and f.org_id = any (array[v_org, '00000000-0000-0000-0000-000000000000']);
    if not found then
      raise exception 'There is no such food.' using errcode = 'TF404';
    end if;
    if create_food.food is null then -- the whole of it; a barcode is on one package only
      v_content := (v_original.name, v_original.kind, v_original.synonyms, v_original.brand, null, v_original.food_group_code, v_original.refuse_share,
                    v_original.density_g_per_ml, v_original.source, v_original.source_version, v_original.source_on);
    end if;
  end if;

  v_content := app_private.checked_food_content(v_org, create_food.id, v_content);
  insert into app_public.foods
    (org_id, id, name, kind, synonyms, brand, barcode, food_group_code, refuse_share, density_g_per_ml, source, source_version, source_on,
     copied_from_org_id, copied_from_id, created_with)
  values (v_org, create_food.id, v_content.name, v_content.kind, v_content.synonyms, v_content.brand, v_content.barcode, v_content.food_group_code,
          v_content.refuse_share, v_content.density_g_per_ml, v_content.source, v_content.source_version, v_content.source_on,
          v_original.org_id, v_original.id, v_request)
  returning * into v_food;

  if v_original.id is not null then
    -- First as in the original, with where each value is from; then what is stated otherwise.
    insert into app_public.food_nutrients (org_id, food_id, nutrient_id, amount, is_assumed_zero, source_code, derivation_code, source, stated_on)
    select v_org, v_food.id, n.nutrient_id, n.amount, n.is_assumed_zero, n.source_code, n.derivation_code,
           coalesce(n.source, concat_ws(' ', v_original.source, v_original.source_version)), coalesce(n.stated_on, v_original.source_on)
      from app_public.food_nutrients n where (n.org_id, n.food_id) = (v_original.org_id, v_original.id);
    perform app_private.copy_food_facts(v_food, v_original);
    if create_food.portions is null then
      insert into app_public.food_portions (org_id, food_id, label, grams, position)
      select v_org, v_food.id, p.label, p.grams, row_number() over (order by p.org_id = v_org, p.position, p.label)
        from app_public.food_portions p
       where (p.food_org_id, p.food_id) = (v_original.org_id, v_original.id) and p.archived_at is null
         and p.org_id = any (array[v_org, '00000000-0000-0000-0000-000000000000']);
    end if;
  end if;
  if create_food.nutrients is not null then
    perform app_private.write_food_nutrients(v_food, create_food.nutrients, case when v_original.id is not null then app_hidden.org_today() end);
  end if;
  if create_food.portions is not null then
    perform app_private.write_food_portions(v_food, create_food.portions);
  end if;
  return v_food;
end $$;
-- Definer: a food is written with its values, portions and facts at one go, and by functions only.
alter function app_public.create_food(uuid, app_public.food_content, app_public.food_nutrient_value[], app_public.food_portion_content[], uuid) owner to tf_definer;

comment on function app_public.create_food(uuid, app_public.food_content, app_public.food_nutrient_value[], app_public.food_portion_content[], uuid) is
  'Adds a food, supplement, sip feed or fluid of the organisation, with what 100 g of it hold (a nutrient without an entry is unknown) and its portions. copied_from_id: as a copy of that food; what is left out is taken over whole, a value that stays as it was keeps its provenance, and what is stated of allergens and properties comes along. The id comes from the caller, so that a repeated call answers the same; TF409 when it names another food. TF030 and TF114 portions, TF110 values that no food has, TF111 the barcode is another''s, TF400, TF404.';
revoke execute on function app_public.create_food(uuid, app_public.food_content, app_public.food_nutrient_value[], app_public.food_portion_content[], uuid) from public;
grant execute on function app_public.create_food(uuid, app_public.food_content, app_public.food_nutrient_value[], app_public.food_portion_content[], uuid)
  to tf_assistant, tf_dietitian, tf_org_admin;
