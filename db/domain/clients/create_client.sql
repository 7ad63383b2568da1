create or replace function app_public.create_client(
  id uuid,
  given_name text,
  family_name text,
  born_on date default null,
  sex app_public.sex default null,
  height_cm numeric default null,
  email text default null,
  phone text default null,
  time_zone text default null,
  locale text default null
) returns app_public.clients
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org uuid := app_hidden.current_org_id();
  v_client app_public.clients;
begin
  select c.* into v_client from app_public.clients c where (c.org_id, c.id) = (v_org, create_client.id);
  if found then
    if (v_client.given_name, v_client.family_name, v_client.born_on) is distinct from (create_client.given_name, create_client.family_name, create_client.born_on)
       or (v_client.id <> all (array(select app_hidden.my_client_ids())) and app_hidden.current_role_name() <> 'org_admin') then
      raise exception 'This id belongs to another client.' using errcode = 'TF409';
    end if;
    return v_client;
  end if;

  insert into app_public.clients (org_id, id, given_name, family_name, born_on, sex, height_cm, email, phone, time_zone, locale, next_review_on)
  values (v_org, create_client.id, create_client.given_name, create_client.family_name, create_client.born_on, create_client.sex,
          create_client.height_cm, create_client.email::public.citext, create_client.phone, create_client.time_zone, create_client.locale,
          app_hidden.org_today() + (select o.review_interval_days from app_public.organizations o where o.id = v_org))
  returning * into v_client;

  if app_hidden.current_role_name() = 'dietitian' then
    insert into app_public.care_assignments (org_id, client_id, member_id, starts_on)
    values (v_org, v_client.id, app_hidden.current_member_id(), app_hidden.org_today());
  end if;
  return v_client;
end $$;
-- Definer: nobody may insert a client without the care that goes with it.
alter function app_public.create_client(uuid, text, text, date, app_public.sex, numeric, text, text, text, text) owner to tf_definer;

comment on function app_public.create_client(uuid, text, text, date, app_public.sex, numeric, text, text, text, text) is
  'Opens a client''s record. A dietitian who opens it cares for the client from today; an org_admin assigns care separately. The first review is due after the organisation''s review interval. The id comes from the caller, so that a repeated call answers the same; TF409 when it names another client. Height in cm.';
revoke execute on function app_public.create_client(uuid, text, text, date, app_public.sex, numeric, text, text, text, text) from public;
grant execute on function app_public.create_client(uuid, text, text, date, app_public.sex, numeric, text, text, text, text) to tf_dietitian, tf_org_admin;
