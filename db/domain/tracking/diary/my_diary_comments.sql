create or replace function app_public.my_diary_comments(from_on date, to_on date) returns setof app_public.diary_comments
  language sql stable strict rows 10
as $$
  select * from app_public.diary_comments c
   where c.client_id = app_hidden.current_client_id() and c.on_date >= from_on and c.on_date < to_on
   order by c.on_date, c.created_at, c.id
$$;

comment on function app_public.my_diary_comments(date, date) is
  '@medicalRecord self
What the care team said about the days [from_on, to_on) of the diary of the client who asks.';
revoke execute on function app_public.my_diary_comments(date, date) from public;
grant execute on function app_public.my_diary_comments(date, date) to tf_client;
