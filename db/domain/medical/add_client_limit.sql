create or replace function app_public.add_client_limit(
  id uuid,
  client_id uuid,
  nutrient_id integer,
  scope app_public.bound_scope,
  ordered_by text,
  ordered_on date,
  starts_on date,
  minimum numeric default null,
  maximum numeric default null,
  ends_on date default null,
  severity app_public.rule_severity default 'contraindicated',
  note text default null,
  replaces_id uuid default null
) returns app_public.client_limits
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_mine constant uuid[] := array(select app_hidden.my_client_ids());
  v_limit app_public.client_limits;
begin
  if add_client_limit.client_id is null or add_client_limit.client_id <> all (v_mine) then
    raise exception 'There is no such client.' using errcode = 'TF404';
  end if;

  select l.* into v_limit from app_public.client_limits l where (l.org_id, l.id) = (v_org, add_client_limit.id);
  if found then
    -- When it ends may have been changed since.
    if (v_limit.client_id, v_limit.nutrient_id, v_limit.scope, v_limit.minimum, v_limit.maximum, v_limit.severity, v_limit.ordered_by,
        v_limit.ordered_on, v_limit.starts_on)
       is distinct from (add_client_limit.client_id, add_client_limit.nutrient_id, add_client_limit.scope, add_client_limit.minimum,
        add_client_limit.maximum, add_client_limit.severity, add_client_limit.ordered_by, add_client_limit.ordered_on, add_client_limit.starts_on) then
      raise exception 'This id belongs to another limit.' using errcode = 'TF409';
    end if;
    return v_limit;
  end if;

  if replaces_id is not null then
    perform from app_public.client_limits l
      where l.org_id = v_org and l.client_id = add_client_limit.client_id and l.id = replaces_id for no key update;
    if not found then
      raise exception 'There is no such limit.' using errcode = 'TF404';
    end if;
    -- From the first day of the new one; what had not begun by then is taken back.
    update app_public.client_limits l set ends_on = greatest(l.starts_on, add_client_limit.starts_on)
     where (l.org_id, l.id) = (v_org, replaces_id) and (l.ends_on is null or l.ends_on > greatest(l.starts_on, add_client_limit.starts_on));
  end if;

  insert into app_public.client_limits (org_id, id, client_id, nutrient_id, scope, minimum, maximum, severity, ordered_by, ordered_on, starts_on, ends_on, note)
  values (v_org, add_client_limit.id, add_client_limit.client_id, add_client_limit.nutrient_id, add_client_limit.scope, add_client_limit.minimum,
          add_client_limit.maximum, add_client_limit.severity, add_client_limit.ordered_by, add_client_limit.ordered_on, add_client_limit.starts_on,
          add_client_limit.ends_on, add_client_limit.note)
  returning * into v_limit;
  return v_limit;
end $$;
-- Definer: an order and the end of the one that it replaces are one step, so nobody may insert the one without the other.
alter function app_public.add_client_limit(uuid, uuid, integer, app_public.bound_scope, text, date, date, numeric, numeric, date, app_public.rule_severity, text, uuid) owner to tf_definer;

comment on function app_public.add_client_limit(uuid, uuid, integer, app_public.bound_scope, text, date, date, numeric, numeric, date, app_public.rule_severity, text, uuid) is
  '@medicalRecord client client_id
Records what a physician ordered for a client. With replacesId that order ends on the first day of the new one, in the same step, so that there is no day without. Bounds are in the nutrient''s unit. The id comes from the caller, so that a repeated call answers the same; TF409 when it names another limit, TF093 on a nutrient that is never summed, TF094 when another order holds for the same in that period, TF404.';
revoke execute on function app_public.add_client_limit(uuid, uuid, integer, app_public.bound_scope, text, date, date, numeric, numeric, date, app_public.rule_severity, text, uuid) from public;
grant execute on function app_public.add_client_limit(uuid, uuid, integer, app_public.bound_scope, text, date, date, numeric, numeric, date, app_public.rule_severity, text, uuid)
  to tf_assistant, tf_dietitian, tf_org_admin;
