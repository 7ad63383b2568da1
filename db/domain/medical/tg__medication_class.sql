create or replace function app_private.tg__medication_class() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.class_id is null then new.class_org_id := null; return new; end if;
  select t.org_id into new.class_org_id from app_public.medications t
   where t.id = new.class_id and t.org_id = any (array[new.org_id, '00000000-0000-0000-0000-000000000000']) and t.is_class;
  if not found then raise exception 'There is no such medication class.' using errcode = 'TF404'; end if;

  if exists (
    with recursive wider(org_id, id) as (
      values (new.class_org_id, new.class_id)
      union
      select t.class_org_id, t.class_id
        from wider w join app_public.medications t on (t.org_id, t.id) = (w.org_id, w.id)
       where t.class_id is not null
    )
    select from wider w where (w.org_id, w.id) = (new.org_id, new.id)
  ) then
    raise exception 'A medication cannot be wider than itself.' using errcode = 'TF400';
  end if;
  return new;
end $$;

comment on function app_private.tg__medication_class() is
  'Fills class_org_id from class_id; TF404 when there is no such medication class, TF400 when the hierarchy would run in a circle.';
