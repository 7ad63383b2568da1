create or replace function app_private.checked_food_content(org uuid, food_id uuid, content app_public.food_content) returns app_public.food_content
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_content app_public.food_content := content;
begin
  v_content.name := trim(content.name);
  v_content.kind := coalesce(content.kind, 'food');
  v_content.synonyms := array(select distinct trim(s.word) from unnest(content.synonyms) s(word) where trim(s.word) <> '' order by 1);
  v_content.brand := nullif(trim(content.brand), '');
  v_content.source := coalesce(nullif(trim(content.source), ''), 'own');
  v_content.source_version := nullif(trim(content.source_version), '');
  if coalesce(length(v_content.name), 0) not between 1 and 300 then
    raise exception 'A food has a name of at most 300 characters.' using errcode = 'TF400';
  elsif v_content.kind not in ('food', 'supplement', 'sip_feed', 'fluid') then
    raise exception 'A food is a food, a supplement, a sip_feed or a fluid, not a "%".', v_content.kind using errcode = 'TF400';
  elsif cardinality(v_content.synonyms) > 50 or exists (select from unnest(v_content.synonyms) s(word) where length(s.word) > 200) then
    raise exception 'A food has at most 50 other names of at most 200 characters each.' using errcode = 'TF400';
  elsif greatest(length(v_content.brand), length(v_content.source), length(v_content.source_version)) > 200 then
    raise exception 'Brand, source and its version have at most 200 characters each.' using errcode = 'TF400';
  elsif content.food_group_code is not null and not exists (select from app_public.food_groups g where g.code = content.food_group_code) then
    raise exception 'There is no food group "%".', content.food_group_code using errcode = 'TF400';
  elsif not (content.refuse_share >= 0 and content.refuse_share < 1) then
    raise exception 'The share that is thrown away is at least 0 and below 1.' using errcode = 'TF400';
  elsif not content.density_g_per_ml between 0.01 and 10 then
    raise exception 'A density is between 0.01 and 10 g/ml; water has 1.' using errcode = 'TF400';
  elsif not content.source_on between '1900-01-01' and app_hidden.org_today() then
    raise exception 'The figures were stated on a day since 1900, and not later than today.' using errcode = 'TF400';
  end if;
  v_content.barcode := app_private.checked_barcode(org, food_id, content.barcode);
  return v_content;
end $$;

comment on function app_private.checked_food_content(uuid, uuid, app_public.food_content) is
  'What is said of an own food, trimmed and completed, or refused: TF400, TF111 where the barcode is another own food''s.';
revoke execute on function app_private.checked_food_content(uuid, uuid, app_public.food_content) from public;
grant execute on function app_private.checked_food_content(uuid, uuid, app_public.food_content) to tf_definer;
