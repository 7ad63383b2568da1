create or replace function app_private.refuse_own_gain(org uuid, carer_ids uuid[], client_ids uuid[]) returns void
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  if app_hidden.current_member_id() = any (carer_ids)
     and exists (select from unnest(client_ids) c(id) where c.id <> all (array(select app_hidden.my_client_ids()))) then
    raise exception 'That would open a record to yourself: take the client over, which asks for a reason and tells the care team.'
      using errcode = 'TF076';
  end if;
end $$;
comment on function app_private.refuse_own_gain(uuid, uuid[], uuid[]) is
  'TF076 when the acting member is among these carers and does not care for all these clients today: nobody opens a record to themselves by assigning.';
grant execute on function app_private.refuse_own_gain(uuid, uuid[], uuid[]) to tf_definer;
