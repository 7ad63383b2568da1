-- What adding, changing and removing portions have in common.
create or replace function app_private.check_food_portion(org uuid, food app_public.foods, portion_id uuid, label text, grams numeric, written_ids uuid[] default '{}') returns void
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_other app_public.food_portions;
begin
  if coalesce(length(trim(label)), 0) not between 1 and 200 then
    raise exception 'A portion says what is measured, such as "1 slice", in at most 200 characters.' using errcode = 'TF400';
  elsif grams is null or grams <= 0 or grams > 100000 then -- NaN is greater than any number
    raise exception 'A portion needs its grams: above 0 and at most 100 000.' using errcode = 'TF030';
  end if;
  select p.* into v_other from app_public.food_portions p
   where (p.food_org_id, p.food_id) = (food.org_id, food.id) and p.org_id = any (array[org, '00000000-0000-0000-0000-000000000000'])
     and p.archived_at is null and lower(p.label) = lower(trim(check_food_portion.label)) and p.id <> portion_id and p.id <> all (written_ids)
   limit 1;
  if found then
    raise exception '"%" of "%" is there already: % g.', v_other.label, food.name, trim_scale(v_other.grams) using errcode = 'TF114',
      detail = json_build_object('foodPortionId', v_other.id, 'label', v_other.label, 'grams', v_other.grams)::text;
  end if;
end $$;

create or replace function app_private.drop_food_portions(org uuid, portion_ids uuid[]) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_id uuid;
begin
  foreach v_id in array portion_ids loop
    begin
      delete from app_public.food_portions p where (p.org_id, p.id) = (org, v_id);
    exception when foreign_key_violation then -- something counts it: that stays, and nobody is offered it any more
      update app_public.food_portions p set archived_at = now(), revision = p.revision + 1 where (p.org_id, p.id) = (org, v_id) and p.archived_at is null;
    end;
  end loop;
end $$;

create or replace function app_private.write_food_portions(food app_public.foods, portions app_public.food_portion_content[]) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_portion app_public.food_portion_content;
begin
  if exists (select from unnest(portions) p where p.id is null) then
    raise exception 'A portion needs an id.' using errcode = 'TF400';
  elsif exists (select from unnest(portions) p group by p.id having count(*) > 1)
     or exists (select from unnest(portions) p group by lower(trim(p.label)) having count(*) > 1) then
    raise exception 'A portion is stated twice.' using errcode = 'TF400';
  end if;
  perform app_private.drop_food_portions(food.org_id, array(
    select p.id from app_public.food_portions p
     where (p.org_id, p.food_org_id, p.food_id) = (food.org_id, food.org_id, food.id) and p.archived_at is null
       and p.id <> all (array(select o.id from unnest(portions) o))));
  foreach v_portion in array portions loop
    perform app_private.check_food_portion(food.org_id, food, v_portion.id, v_portion.label, v_portion.grams,
                                           array(select o.id from unnest(portions) o)); -- labels may be exchanged among them
  end loop;

  insert into app_public.food_portions as p (org_id, id, food_id, label, grams, position)
  select food.org_id, o.id, food.id, trim(o.label), o.grams, o.position
    from unnest(portions) with ordinality o(id, label, grams, position)
  on conflict (org_id, id) do update
    set label = excluded.label, grams = excluded.grams, position = excluded.position, archived_at = null, revision = p.revision + 1
  where p.food_id = excluded.food_id
    and (p.label, p.grams, p.position, p.archived_at) is distinct from (excluded.label, excluded.grams, excluded.position, null);
  if exists (select from unnest(portions) o where not exists (
               select from app_public.food_portions p where (p.org_id, p.food_org_id, p.food_id, p.id) = (food.org_id, food.org_id, food.id, o.id))) then
    raise exception 'The id of a portion is taken.' using errcode = 'TF409';
  end if;
end $$;

comment on function app_private.check_food_portion(uuid, app_public.foods, uuid, text, numeric, uuid[]) is
  'Refuses a portion without words (TF400) or grams (TF030), and a label that the food has already (TF114).';
comment on function app_private.drop_food_portions(uuid, uuid[]) is 'Deletes portions; what something counts is archived instead.';
comment on function app_private.write_food_portions(app_public.foods, app_public.food_portion_content[]) is
  'Brings the portions of an own food to these, in this order. TF030, TF114, TF400, TF409.';
revoke execute on function app_private.check_food_portion(uuid, app_public.foods, uuid, text, numeric, uuid[]),
  app_private.drop_food_portions(uuid, uuid[]), app_private.write_food_portions(app_public.foods, app_public.food_portion_content[]) from public;
grant execute on function app_private.check_food_portion(uuid, app_public.foods, uuid, text, numeric, uuid[]),
  app_private.drop_food_portions(uuid, uuid[]), app_private.write_food_portions(app_public.foods, app_public.food_portion_content[]) to tf_definer;
