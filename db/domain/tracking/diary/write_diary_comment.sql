create or replace function app_public.write_diary_comment(
  id uuid, client_id uuid, on_date date, body text, meal_id uuid default null, meal_log_id uuid default null
) returns app_public.diary_comments
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org constant uuid := app_hidden.current_org_id();
  v_body constant text := trim(body);
  v_comment app_public.diary_comments;
  v_meal_name text;
begin
  if write_diary_comment.client_id is null or write_diary_comment.client_id <> all (array(select app_hidden.my_client_ids())) then
    raise exception 'There is no such client.' using errcode = 'TF404';
  end if;

  select c.* into v_comment from app_public.diary_comments c where (c.org_id, c.id) = (v_org, write_diary_comment.id);
  if found then
    if (v_comment.client_id, v_comment.on_date, v_comment.meal_id, v_comment.meal_log_id, v_comment.author_member_id)
       is distinct from (write_diary_comment.client_id, write_diary_comment.on_date, write_diary_comment.meal_id, write_diary_comment.meal_log_id,
        app_hidden.current_member_id())
       or (v_comment.revision = 1 and v_comment.body <> v_body) then -- it may have been edited since
      raise exception 'This id belongs to another comment.' using errcode = 'TF409';
    end if;
    return v_comment;
  end if;

  if v_body = '' or length(v_body) > 2000 then
    raise exception 'A comment has from 1 to 2000 characters.' using errcode = 'TF400';
  elsif num_nonnulls(meal_id, meal_log_id) > 1 then
    raise exception 'A comment is about a day, a prescribed meal or a logged meal, one of them.' using errcode = 'TF400';
  elsif meal_id is not null then
    select m.name into v_meal_name
      from app_public.meal_plan_meals m join app_public.meal_plan_versions v on (v.org_id, v.id) = (m.org_id, m.meal_plan_version_id)
     where m.org_id = v_org and m.id = write_diary_comment.meal_id and v.client_id = write_diary_comment.client_id and v.status = 'published';
  elsif meal_log_id is not null then
    select coalesce(l.meal_name, 'Unplanned') into v_meal_name
      from app_public.meal_logs l
     where l.org_id = v_org and l.client_id = write_diary_comment.client_id and l.id = write_diary_comment.meal_log_id
       and l.logged_on = write_diary_comment.on_date and l.deleted_at is null;
  end if;
  if num_nonnulls(meal_id, meal_log_id) = 1 and v_meal_name is null then
    raise exception 'There is no such meal in the diary of that day.' using errcode = 'TF404';
  end if;

  insert into app_public.diary_comments (org_id, id, client_id, on_date, meal_id, meal_log_id, meal_name, body, author_member_id)
  values (v_org, write_diary_comment.id, write_diary_comment.client_id, write_diary_comment.on_date, write_diary_comment.meal_id,
          write_diary_comment.meal_log_id, v_meal_name, v_body, app_hidden.current_member_id())
  returning * into v_comment;
  return v_comment;
end $$;
-- Definer: a comment is its author's, so nobody inserts one.
alter function app_public.write_diary_comment(uuid, uuid, date, text, uuid, uuid) owner to tf_definer;

comment on function app_public.write_diary_comment(uuid, uuid, date, text, uuid, uuid) is
  '@medicalRecord client client_id
Says something to a client about a day of the diary, about a prescribed meal (mealId) or a logged one (mealLogId); client and guardians read it in their app. The id comes from the caller, so that a repeated call answers the same; TF409 when it names another comment, TF400 words, TF404.';
revoke execute on function app_public.write_diary_comment(uuid, uuid, date, text, uuid, uuid) from public;
grant execute on function app_public.write_diary_comment(uuid, uuid, date, text, uuid, uuid) to tf_assistant, tf_dietitian, tf_org_admin;
