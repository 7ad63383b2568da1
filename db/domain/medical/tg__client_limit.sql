create or replace function app_private.tg__client_limit() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_nutrient app_public.nutrients;
  v_other app_public.client_limits;
begin
  select n.* into v_nutrient from app_public.nutrients n where n.id = new.nutrient_id;
  if not found then
    raise exception 'There is no such nutrient.' using errcode = 'TF404';
  end if;
  if not v_nutrient.is_summable then
    raise exception '% is kept as the source has it and never summed, so no limit on it can be checked. Choose the same nutrient in another unit.', v_nutrient.name
      using errcode = 'TF093';
  end if;

  select l.* into v_other from app_public.client_limits l
   where l.org_id = new.org_id and l.client_id = new.client_id and l.nutrient_id = new.nutrient_id and l.scope = new.scope and l.id <> new.id
     and daterange(l.starts_on, l.ends_on) && daterange(new.starts_on, new.ends_on)
   order by l.starts_on limit 1;
  if found then
    raise exception 'An order by % for % holds in that period already. Replace it, or end it first.', v_other.ordered_by, lower(v_nutrient.name)
      using errcode = 'TF094', detail = json_build_object('limitId', v_other.id, 'startsOn', v_other.starts_on, 'endsOn', v_other.ends_on)::text;
  end if;
  return new;
end $$;

comment on function app_private.tg__client_limit() is
  'Refuses a limit that nobody could check or that another contradicts: on a nutrient that is never summed (TF093), or in a period in which another order holds for the same nutrient and scope (TF094). Two at the same moment are stopped by the exclusion constraint.';
