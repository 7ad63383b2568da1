-- Invoker on purpose: the worker calls it under the requester's identity, so that policies decide what it contains.
create or replace function app_hidden.export_client_logs(client uuid, from_on date, to_on date)
  returns table (
    logged_on date, occurred_at timestamptz, meal text, outcome app_public.meal_log_outcome, item text, grams numeric, servings numeric,
    energy_kcal numeric, protein_g numeric, carbohydrate_g numeric, fat_g numeric, sodium_mg numeric, nutrients_unknown text, note text)
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select l.logged_on, l.occurred_at, l.meal_name, l.outcome, coalesce(f.name, r.name, i.free_text), i.grams, i.servings,
         n.known[1], n.known[2], n.known[3], n.known[4], n.known[5], n.unknown, l.note
    from app_public.meal_logs l
    left join app_public.meal_log_items i on (i.org_id, i.client_id, i.meal_log_id) = (l.org_id, l.client_id, l.id)
    left join app_public.foods f on (f.org_id, f.id) = (i.food_org_id, i.food_id)
    left join app_public.recipes r on (r.org_id, r.id) = (i.recipe_org_id, i.recipe_id)
    left join lateral (
      select array_agg(case when v.unknown > 0 and v.known = 0 then null else v.known end order by w.position) as known,
             string_agg(w.name, ' ' order by w.position) filter (where v.unknown > 0) as unknown
        from (values (1, 208, 'energy'), (2, 203, 'protein'), (3, 205, 'carbohydrate'), (4, 204, 'fat'), (5, 307, 'sodium')) w(position, nutrient_id, name)
        left join lateral (
          select (i.nutrition -> 'known' ->> (k.position::int - 1))::numeric as known, (i.nutrition -> 'unknown' ->> (k.position::int - 1))::int as unknown
            from json_array_elements_text(i.nutrition -> 'nutrientIds') with ordinality k(nutrient_id, position)
           where k.nutrient_id = w.nutrient_id::text) v on true
    ) n on i.id is not null
   where l.org_id = app_hidden.current_org_id()
     and l.client_id = client
     and l.logged_on >= from_on and l.logged_on < to_on
     and l.deleted_at is null
   order by l.logged_on, l.occurred_at, l.id, i.position
$$;
comment on function app_hidden.export_client_logs(uuid, date, date) is
  'What a client logged on the days [from_on, to_on), a row an item, with the nutrition frozen when it was logged. An empty number is unknown, never zero; nutrients_unknown names nutrients whose number is only what is known.';
revoke execute on function app_hidden.export_client_logs(uuid, date, date) from public;
grant execute on function app_hidden.export_client_logs(uuid, date, date) to tf_dietitian, tf_org_admin;
