create or replace function app_private.is_word_known(orgs uuid[], stem text) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
  select stem !~ '^[a-z]{3,}$'
      or exists (select from app_private.search_words k where k.org_id = any (orgs) and k.word between stem and stem || repeat('z', 100) and starts_with(k.word, stem))
      or exists (select from app_public.foods f where f.org_id = any (orgs) and f.search_text like '%' || stem || '%' and f.search_text ~ ('\m' || stem))
      or exists (select from app_public.recipes r where r.org_id = any (orgs) and r.search_name ~ ('\m' || stem))
$$;

comment on function app_private.is_word_known(uuid[], text) is
  'Whether anything of the library has a word that begins so; of less than three letters, or of others than letters, nobody asks.';
revoke execute on function app_private.is_word_known(uuid[], text) from public;
grant execute on function app_private.is_word_known(uuid[], text) to tf_definer;
