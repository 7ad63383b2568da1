-- What is given to several clients, by whoever prepares or assigns it.
create or replace function app_private.template_to_give(version_id uuid) returns app_public.meal_plan_versions
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_template constant app_public.meal_plan_versions := app_private.visible_meal_plan_version(version_id);
begin
  if v_template.client_id is not null then
    raise exception 'This plan was made for one client. Only a template is assigned to several.' using errcode = 'TF026';
  end if;
  if v_template.status <> 'published' then
    raise exception 'Publish the template first, so that all get the same.' using errcode = 'TF025';
  end if;
  return v_template;
end $$;

create or replace function app_private.template_words(name text, starts_on date, ends_on date) returns text
  language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select format('From the template “%s”, to be assigned from %s%s.', name, to_char(starts_on, 'YYYY-MM-DD'),
                coalesce(' to ' || to_char(ends_on - 1, 'YYYY-MM-DD'), ''))
$$;

comment on function app_private.template_to_give(uuid) is 'The published version of a template, for staff; TF404, TF026 a client''s plan, TF025 a draft.';
comment on function app_private.template_words(text, date, date) is 'What the worklist says of a plan that comes from a template. ends_on is exclusive; null = until further notice.';
revoke execute on function app_private.template_to_give(uuid), app_private.template_words(text, date, date) from public;
grant execute on function app_private.template_to_give(uuid), app_private.template_words(text, date, date) to tf_definer;
