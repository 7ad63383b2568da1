-- Portions one by one, also of foods of the knowledge base.
create or replace function app_public.add_food_portion(id uuid, food_id uuid, label text, grams numeric) returns app_public.food_portions
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_food app_public.foods;
  v_portion app_public.food_portions;
begin
  -- Two people who state the same of a food do so one after the other.
  perform pg_advisory_xact_lock(hashtextextended('food portions ' || v_org || add_food_portion.food_id, 0));
  select f.* into v_food from app_public.foods f
   where f.id = add_food_portion.food_id and f.org_id = any (array[v_org, '00000000-0000-0000-0000-000000000000']);
  if not found then
    raise exception 'There is no such food.' using errcode = 'TF404';
  end if;
  select p.* into v_portion from app_public.food_portions p where (p.org_id, p.id) = (v_org, add_food_portion.id);
  if found and (v_portion.food_id, v_portion.label, v_portion.grams) is distinct from (v_food.id, trim(add_food_portion.label), add_food_portion.grams) then
    raise exception 'This id belongs to another portion.' using errcode = 'TF409';
  elsif found and v_portion.archived_at is null then
    return v_portion;
  end if;
  perform app_private.check_food_portion(v_org, v_food, add_food_portion.id, add_food_portion.label, add_food_portion.grams);
  if v_portion.id is not null then -- it was removed, and is offered again
    update app_public.food_portions p set archived_at = null, revision = p.revision + 1 where (p.org_id, p.id) = (v_org, v_portion.id)
    returning * into v_portion;
    return v_portion;
  end if;
  insert into app_public.food_portions (org_id, id, food_id, label, grams, position)
  select v_org, add_food_portion.id, v_food.id, trim(add_food_portion.label), add_food_portion.grams,
         1 + coalesce((select max(o.position) from app_public.food_portions o where (o.org_id, o.food_org_id, o.food_id) = (v_org, v_food.org_id, v_food.id)), 0)
  returning * into v_portion;
  return v_portion;
end $$;
-- Definer: portions are written by functions only, which look at the others of the food.
alter function app_public.add_food_portion(uuid, uuid, text, numeric) owner to tf_definer;

create or replace function app_private.lock_own_food_portion(org uuid, food_portion_id uuid) returns app_public.food_portions
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_portion app_public.food_portions;
begin
  select p.* into v_portion from app_public.food_portions p where (p.org_id, p.id) = (org, lock_own_food_portion.food_portion_id) for update;
  if found then
    return v_portion;
  end if;
  if exists (select from app_public.food_portions p where (p.org_id, p.id) = ('00000000-0000-0000-0000-000000000000', lock_own_food_portion.food_portion_id)) then
    raise exception 'This portion belongs to the knowledge base. State one of your own beside it.' using errcode = 'TF113';
  end if;
  raise exception 'There is no such portion.' using errcode = 'TF404';
end $$;

create or replace function app_public.change_food_portion(food_portion_id uuid, revision integer, label text, grams numeric) returns app_public.food_portions
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_portion app_public.food_portions := app_private.lock_own_food_portion(v_org, change_food_portion.food_portion_id);
  v_food app_public.foods;
begin
  if v_portion.revision <> change_food_portion.revision then
    raise exception '"%" was changed meanwhile; nothing of this was saved.', v_portion.label using errcode = 'TF010',
      detail = json_build_object('revision', v_portion.revision)::text;
  end if;
  select f.* into v_food from app_public.foods f where (f.org_id, f.id) = (v_portion.food_org_id, v_portion.food_id);
  perform app_private.check_food_portion(v_org, v_food, v_portion.id, change_food_portion.label, change_food_portion.grams);
  update app_public.food_portions p set label = trim(change_food_portion.label), grams = change_food_portion.grams, revision = p.revision + 1
   where (p.org_id, p.id) = (v_org, v_portion.id)
  returning * into v_portion;
  perform app_private.refresh_draft_grams(v_org, v_portion.food_id);
  return v_portion;
end $$;
-- Definer: portions are written by functions only, which look at the others of the food.
alter function app_public.change_food_portion(uuid, integer, text, numeric) owner to tf_definer;

create or replace function app_public.remove_food_portion(food_portion_id uuid) returns app_public.food_portions
  language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_portion app_public.food_portions := app_private.lock_own_food_portion(v_org, remove_food_portion.food_portion_id);
begin
  perform app_private.drop_food_portions(v_org, array[v_portion.id]);
  v_portion.archived_at := coalesce(v_portion.archived_at, now());
  return v_portion;
end $$;
-- Definer: portions are written by functions only; what still counts one is not the caller's to see.
alter function app_public.remove_food_portion(uuid) owner to tf_definer;

comment on function app_public.add_food_portion(uuid, uuid, text, numeric) is
  'States what a household measure of a food weighs (edible g), of an own food or of one of the knowledge base; it is the organisation''s own word. A portion that was removed is offered again. The id comes from the caller, so that a repeated call answers the same; TF409 when it names another portion. TF030 grams, TF114 the food has a portion of that name, TF400, TF404.';
comment on function app_private.lock_own_food_portion(uuid, uuid) is
  'The organisation''s own portion, held until the end of the transaction. TF113 where it is the knowledge base''s, TF404 where there is none.';
comment on function app_public.change_food_portion(uuid, integer, text, numeric) is
  'Changes what an own portion is called and weighs (edible g), for whoever saw its current revision. Drafts that count it weigh anew, published plans keep what was prescribed. TF010 stale revision, TF030 grams, TF113 a portion of the knowledge base, TF114 the food has a portion of that name, TF400, TF404.';
comment on function app_public.remove_food_portion(uuid) is
  'Offers an own portion no more; what counts it stays. Answers what it was. TF113 a portion of the knowledge base, TF404.';
revoke execute on function app_public.add_food_portion(uuid, uuid, text, numeric), app_private.lock_own_food_portion(uuid, uuid),
  app_public.change_food_portion(uuid, integer, text, numeric), app_public.remove_food_portion(uuid) from public;
grant execute on function app_private.lock_own_food_portion(uuid, uuid) to tf_definer;
grant execute on function app_public.add_food_portion(uuid, uuid, text, numeric), app_public.change_food_portion(uuid, integer, text, numeric),
  app_public.remove_food_portion(uuid) to tf_assistant, tf_dietitian, tf_org_admin;
