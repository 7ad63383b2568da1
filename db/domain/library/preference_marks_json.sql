create or replace function app_private.preference_marks_json(org uuid, client uuid, library_ids uuid[]) returns json
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select from app_public.client_preferences p where p.org_id = org and p.client_id = client) then
    return '{}'; -- most clients have none
  end if;
  return (
    with hit as materialized ( -- a recipe is marked for each of its foods
      select i.id, i.id as food_id from unnest(library_ids) i(id)
      union
      select r.recipe_id, r.food_id from app_private.recipe_foods(org, library_ids) r
    ), mark as (
      select distinct h.id, m.kind, m.label
        from app_private.client_preference_marks(org, client, array(select h.food_id from hit h)) m join hit h on h.food_id = m.food_id
    )
    select coalesce(json_object_agg(m.id, m.marks), '{}')
      from (select k.id, json_agg(json_build_object('kind', k.kind, 'label', k.label) order by k.kind desc, k.label) as marks from mark k group by k.id) m);
end $$;

comment on function app_private.preference_marks_json(uuid, uuid, uuid[]) is
  'What speaks against foods and recipes by a client''s dislikes and diets, by their id: {"<id>": [{kind, label}]}. Of a recipe, what speaks against any food in it.';
grant execute on function app_private.preference_marks_json(uuid, uuid, uuid[]) to tf_definer;
