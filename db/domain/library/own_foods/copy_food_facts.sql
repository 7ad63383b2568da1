create or replace function app_private.copy_food_facts(food app_public.foods, original app_public.foods) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
  v_orgs constant uuid[] := array[food.org_id, '00000000-0000-0000-0000-000000000000'];
  v_clears constant boolean := app_private.may_execute('app_public.review_food_facts(uuid, json, text)');
begin
  -- Who may not review facts clears nobody by copying: "free of" and "has not" are only inferred then. What inference said of the
  -- original it says of the copy by itself, by its name and figures.
  insert into app_public.food_allergens (org_id, food_id, allergen_id, presence, provenance, note)
  select food.org_id, food.id, s.allergen_id, s.presence,
         case when s.presence = 'free' and not v_clears then 'inferred' else s.provenance end,
         left(concat_ws(' ', format('Copied from "%s", where it is %s.', original.name, s.provenance), s.note), 1000)
    from (select distinct on (x.allergen_id) x.* from app_public.food_allergens x
           where (x.food_org_id, x.food_id) = (original.org_id, original.id) and x.org_id = any (v_orgs)
           order by x.allergen_id, (x.org_id = food.org_id) desc) s
   where s.inference_code is null
  on conflict (org_id, food_id, allergen_id) do update
    set presence = excluded.presence, provenance = excluded.provenance, note = excluded.note, inference_code = null;
  insert into app_public.food_tags (org_id, food_id, tag_code, is_present, provenance, note)
  select food.org_id, food.id, s.tag_code, s.is_present,
         case when not s.is_present and not v_clears then 'inferred' else s.provenance end,
         left(concat_ws(' ', format('Copied from "%s", where it is %s.', original.name, s.provenance), s.note), 1000)
    from (select distinct on (x.tag_code) x.* from app_public.food_tags x
           where (x.food_org_id, x.food_id) = (original.org_id, original.id) and x.org_id = any (v_orgs)
           order by x.tag_code, (x.org_id = food.org_id) desc) s
   where s.inference_code is null
  on conflict (org_id, food_id, tag_code) do update
    set is_present = excluded.is_present, provenance = excluded.provenance, note = excluded.note, inference_code = null;
end $$;

comment on function app_private.copy_food_facts(app_public.foods, app_public.foods) is
  'A copy takes over what somebody stated of the original''s allergens and properties, with how it is known and where it was said.';
revoke execute on function app_private.copy_food_facts(app_public.foods, app_public.foods) from public;
grant execute on function app_private.copy_food_facts(app_public.foods, app_public.foods) to tf_definer;
