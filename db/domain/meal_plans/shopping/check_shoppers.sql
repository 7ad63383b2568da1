create or replace function app_private.check_shoppers(people numeric) returns void
  language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
  if people is null or people <= 0 or people > 50 then
    raise exception 'A shopping list is for more than 0 and at most 50 people.' using errcode = 'TF137';
  end if;
end $$;

comment on function app_private.check_shoppers(numeric) is 'TF137 where that is no number of people to shop for.';
revoke execute on function app_private.check_shoppers(numeric) from public;
grant execute on function app_private.check_shoppers(numeric) to tf_definer;
