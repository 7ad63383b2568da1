create or replace function app_private.bounds_beside(org uuid, client uuid, on_date date)
  returns table (nutrient_id integer, origin text, minimum numeric, maximum numeric, words text, source text)
  language sql stable rows 20 set search_path = pg_catalog, pg_temp
as $$
  select r.nutrient_id, r.origin, case when r.basis <> 'energy_percent' then r.minimum end, case when r.basis <> 'energy_percent' then r.maximum end,
         case r.origin when 'limit' then r.message
              else format('A clinical rule asks for %s%s %s.', concat_ws(' and ', 'at least ' || app_private.amount_words(r.minimum, r.unit), 'at most ' || app_private.amount_words(r.maximum, r.unit)),
                          case r.basis when 'energy_percent' then ' of energy' else '' end,
                          case r.scope when 'day' then 'a day' else 'on the average day' end) end,
         r.citation
    from app_private.client_rules(org, client, daterange(on_date, on_date + 1)) r
   where r.effect = 'nutrient_bound' and r.scope in ('day', 'average_day') and num_nonnulls(r.minimum, r.maximum) > 0
$$;

comment on function app_private.bounds_beside(uuid, uuid, date) is
  'What physicians'' limits and clinical rules ask of a day for a client: bounds in the nutrient''s unit, null where the rule is on a share of energy, which depends on what is eaten. A proposal is shown beside them and never takes their place.';
revoke execute on function app_private.bounds_beside(uuid, uuid, date) from public;
grant execute on function app_private.bounds_beside(uuid, uuid, date) to tf_definer;
