-- Definer and owned by the migrating role on purpose: an import writes foods without an identity; the organisation is the row's own.
create or replace function app_private.tg__search_words() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_org_ids uuid[];
  v_written text[];
begin
  if tg_argv[0] = 'foods' then
    select array_agg(a.org_id), array_agg(a.search_text) into v_org_ids, v_written from after_rows a;
  else
    select array_agg(a.org_id), array_agg(a.search_name) into v_org_ids, v_written from after_rows a;
  end if;
  insert into app_private.search_words (org_id, word)
  select distinct r.org_id, w.word
    from unnest(v_org_ids, v_written) r(org_id, written)
   cross join string_to_table(app_private.word_stems(r.written), ' ') w(word)
   where w.word ~ '^[a-z]{3,}$'
     and not exists (select from app_private.search_words k where (k.org_id, k.word) = (r.org_id, w.word)) -- most are known
   order by 1, 2 -- two that add the same words never wait in a circle
  on conflict do nothing;
  return null;
end $$;

comment on function app_private.tg__search_words() is 'Statement trigger of foods and recipes (its argument says which): the words that they are found by stand in search_words.';
