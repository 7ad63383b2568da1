create or replace function app_private.tg__condition_parent() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.parent_id is null then new.parent_org_id := null; return new; end if;
  select t.org_id into new.parent_org_id from app_public.conditions t
   where t.id = new.parent_id and t.org_id = any (array[new.org_id, '00000000-0000-0000-0000-000000000000']);
  if not found then raise exception 'There is no such condition.' using errcode = 'TF404'; end if;

  if exists (
    with recursive wider(org_id, id) as (
      values (new.parent_org_id, new.parent_id)
      union
      select t.parent_org_id, t.parent_id
        from wider w join app_public.conditions t on (t.org_id, t.id) = (w.org_id, w.id)
       where t.parent_id is not null
    )
    select from wider w where (w.org_id, w.id) = (new.org_id, new.id)
  ) then
    raise exception 'A condition cannot be wider than itself.' using errcode = 'TF400';
  end if;
  return new;
end $$;

comment on function app_private.tg__condition_parent() is
  'Fills parent_org_id from parent_id; TF404 when there is no such condition, TF400 when the hierarchy would run in a circle.';
