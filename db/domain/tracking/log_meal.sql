create or replace function app_private.log_meal(org uuid, client uuid, event json) returns json
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_event constant app_private.meal_event := app_private.meal_event(event);
  v_log app_public.meal_logs;
  v_plan record;
  v_meal_name text;
  v_revision integer; -- that this event makes
begin
  select l.* into v_log from app_public.meal_logs l where l.org_id = org and l.id = v_event.id;
  if v_log.client_id <> client and v_event.seen_revision is not null then
    v_log := null; -- somebody else's is not there to be amended; as a new log its id is taken
  end if;
  if v_log.id is not null then
    if v_log.client_id = client and (v_log.event_hashes[coalesce(v_event.seen_revision, 0) + 1] = v_event.hash
                                     or (v_log.event_hashes[v_log.revision] = v_event.hash and v_log.deleted_at is null)) then
      return json_build_object('id', v_event.id, 'status', 'unchanged', 'revision', v_log.revision, 'code', null, 'message', null);
    elsif v_log.client_id <> client or v_event.seen_revision is distinct from v_log.revision then
      return app_private.log_conflict(v_log, client);
    end if;
  elsif v_event.seen_revision is not null then
    raise exception 'There is no such log to amend.' using errcode = 'TF404';
  end if;

  select p.meal_plan_assignment_id as assignment_id, p.meal_plan_version_id as version_id into v_plan
    from app_private.plan_in_force(org, client, v_event.logged_on) p;
  if v_event.meal_id is not null then
    -- A meal of another plan of this client is kept as it was sent: it is no meal of this day's plan, and yet it was eaten.
    select m.name into v_meal_name
      from app_public.meal_plan_meals m join app_public.meal_plan_versions v on (v.org_id, v.id) = (m.org_id, m.meal_plan_version_id)
     where m.org_id = org and m.id = v_event.meal_id and v.client_id = client and v.status = 'published';
    if not found then
      raise exception 'There is no such meal in a plan of yours.' using errcode = 'TF404';
    end if;
  end if;

  v_revision := coalesce(v_log.revision, 0) + 1;
  if v_log.id is null then
    insert into app_public.meal_logs (org_id, id, client_id, meal_plan_assignment_id, meal_plan_version_id, meal_id, meal_name, logged_on,
                                      occurred_at, utc_offset_minutes, outcome, note, event_hashes)
    values (org, v_event.id, client, v_plan.assignment_id, v_plan.version_id, v_event.meal_id, coalesce(v_event.meal_name, v_meal_name), v_event.logged_on,
            v_event.occurred_at, v_event.utc_offset_minutes, v_event.outcome, v_event.note, array[v_event.hash]);
  else
    update app_public.meal_logs l
       set (meal_plan_assignment_id, meal_plan_version_id, meal_id, meal_name, logged_on, occurred_at, utc_offset_minutes, outcome, note) =
           (v_plan.assignment_id, v_plan.version_id, v_event.meal_id, coalesce(v_event.meal_name, v_meal_name), v_event.logged_on,
            v_event.occurred_at, v_event.utc_offset_minutes, v_event.outcome, v_event.note),
           revision = l.revision + 1, event_hashes = l.event_hashes || v_event.hash, deleted_at = null
     where l.org_id = org and l.id = v_event.id;
    delete from app_public.meal_log_items i where i.org_id = org and i.client_id = client and i.meal_log_id = v_event.id;
  end if;

  -- The scope triggers of the table refuse foods and recipes that there are not.
  insert into app_public.meal_log_items (org_id, client_id, meal_log_id, position, plan_item_id, food_id, recipe_id, free_text, grams, servings, nutrition)
  select org, client, v_event.id, i.n, i.plan_item_id, i.food_id, i.recipe_id, i.free_text, i.grams, i.servings, e.nutrition
    from (select array_agg(i.plan_item_id order by i.n) as plan_item_ids, array_agg(i.food_id order by i.n) as food_ids,
                 array_agg(i.recipe_id order by i.n) as recipe_ids, array_agg(i.free_text order by i.n) as free_texts,
                 array_agg(i.grams order by i.n) as grams, array_agg(i.servings order by i.n) as servings
            from app_private.logged_items(org, client, v_event.meal_id, v_event.outcome, v_event.items) i) s
   cross join unnest(s.plan_item_ids, s.food_ids, s.recipe_ids, s.free_texts, s.grams, s.servings) with ordinality
                i(plan_item_id, food_id, recipe_id, free_text, grams, servings, n)
    join app_private.eaten_nutrition(org, s.food_ids, s.recipe_ids, s.grams, s.servings) e on e.n = i.n;

  delete from app_private.early_log_deletions d
   where d.org_id = org and d.client_id = client and d.meal_log_id = v_event.id and d.seen_revision = v_revision;
  if found then
    return app_private.delete_meal_log(org, client, json_build_object('id', v_event.id, 'revision', v_revision));
  end if;
  return json_build_object('id', v_event.id, 'status', case when v_log.id is null then 'created' else 'amended' end,
                           'revision', v_revision, 'code', null, 'message', null);
end $$;

comment on function app_private.log_meal(uuid, uuid, json) is
  'Stores one meal_log event of a client, or recognises it; see log_batch(). The caller holds the client''s lock.';
grant execute on function app_private.log_meal(uuid, uuid, json) to tf_definer;
