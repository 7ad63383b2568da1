create or replace function app_private.audit_page_start(org uuid, before_id uuid, page_size integer) returns timestamptz
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_last timestamptz;
begin
  if page_size not between 1 and 200 then
    raise exception 'A page has from 1 to 200 events.' using errcode = 'TF400';
  end if;
  if before_id is not null then
    select e.occurred_at into v_last from audit.events e where e.id = before_id and e.org_id = org;
    if not found then
      raise exception 'There is no such event to go on from.' using errcode = 'TF404';
    end if;
  end if;
  return v_last;
end $$;

comment on function app_private.audit_page_start(uuid, uuid, integer) is
  'When the last event of the page before happened; null = the first page. TF400 for a page that is not of 1 to 200 events, TF404 for an event that is not the organisation''s.';
grant execute on function app_private.audit_page_start(uuid, uuid, integer) to tf_definer;
