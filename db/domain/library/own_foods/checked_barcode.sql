create or replace function app_private.checked_barcode(org uuid, food_id uuid, barcode text) returns text
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_code constant text := nullif(regexp_replace(barcode, '[\s-]', '', 'g'), '');
  v_sum integer;
  v_other app_public.foods;
begin
  if v_code is null then
    return null;
  end if;
  -- GS1 General Specifications: from the right, the digits before the last weigh 3, 1, 3, 1 …
  if v_code ~ '^([0-9]{8}|[0-9]{12,14})$' then
    select sum(substr(reverse(v_code), n, 1)::integer * case when n % 2 = 0 then 3 else 1 end) into v_sum from generate_series(1, length(v_code)) n;
  end if;
  if v_sum is null or v_sum % 10 <> 0 then
    raise exception '% is not a barcode: it has 8, 12, 13 or 14 digits, and the last one checks the others.', v_code using errcode = 'TF400';
  end if;
  select f.* into v_other from app_public.foods f where f.org_id = org and f.barcode = v_code and f.id <> checked_barcode.food_id;
  if found then
    raise exception 'The barcode % is that of "%".', v_code, v_other.name using errcode = 'TF111',
      detail = json_build_object('foodId', v_other.id, 'food', v_other.name, 'isArchived', v_other.archived_at is not null)::text;
  end if;
  return v_code;
end $$;

comment on function app_private.checked_barcode(uuid, uuid, text) is
  'A barcode without blanks, null for none. TF400 where its last digit does not check the others, TF111 where it is another own food''s.';
revoke execute on function app_private.checked_barcode(uuid, uuid, text) from public;
grant execute on function app_private.checked_barcode(uuid, uuid, text) to tf_definer;
