create or replace function app_private.tg__own_dictionary_id() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_is_taken boolean;
begin
  execute format('select exists (select from %s k where k.org_id = $1 and k.id = $2)', tg_relid::regclass)
    into v_is_taken using '00000000-0000-0000-0000-000000000000'::uuid, new.id;
  if v_is_taken then
    raise exception 'The id belongs to an entry of the knowledge base.' using errcode = 'TF409';
  end if;
  return new;
end $$;

comment on function app_private.tg__own_dictionary_id() is
  'TF409 when an organisation''s condition, medicine or allergen would take the id of one of the knowledge base: records name it by its id alone, and rules would miss it.';
