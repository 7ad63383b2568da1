call app_private.protect_table('app_private.library_uses');
create or replace trigger _200_food_scope before insert or update of food_id, food_org_id, org_id on app_private.library_uses
  for each row execute function app_private.tg__food_scope();
create or replace trigger _200_recipe_scope before insert or update of recipe_id, recipe_org_id, org_id on app_private.library_uses
  for each row execute function app_private.tg__recipe_scope();

comment on table app_private.library_uses is
  'How often, and when last, each member of staff put a food or recipe on plans by editing them; what cloning copies is no use. It sorts searches, and says nothing of a client.';
comment on column app_private.library_uses.org_id is 'The organisation.';
comment on column app_private.library_uses.member_id is 'Who used it.';
comment on column app_private.library_uses.entry_id is 'The food or the recipe, whichever it is.';
comment on column app_private.library_uses.food_org_id is 'Where the food is from: the organisation or the knowledge base.';
comment on column app_private.library_uses.food_id is 'The food; null = a recipe.';
comment on column app_private.library_uses.recipe_org_id is 'Where the recipe is from: the organisation or the knowledge base.';
comment on column app_private.library_uses.recipe_id is 'The recipe; null = a food.';
comment on column app_private.library_uses.use_count is 'How many items were made of it.';
comment on column app_private.library_uses.last_used_at is 'When it was last put on a plan.';

create or replace function app_private.record_library_uses(org uuid, member uuid, food_ids uuid[], recipe_ids uuid[]) returns void
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  -- In the order of their ids: two requests of one person wait for each other, and never in a circle.
  insert into app_private.library_uses as u (org_id, member_id, food_id, recipe_id, use_count, last_used_at)
  select org, member, e.food_id, e.recipe_id, e.uses, now()
    from (select i.id as food_id, null::uuid as recipe_id, count(*) as uses from unnest(food_ids) i(id) where i.id is not null group by i.id
          union all
          select null, i.id, count(*) from unnest(recipe_ids) i(id) where i.id is not null group by i.id) e
   where member is not null
   order by coalesce(e.food_id, e.recipe_id)
  on conflict (org_id, member_id, entry_id) do update set use_count = u.use_count + excluded.use_count, last_used_at = excluded.last_used_at
$$;

comment on function app_private.record_library_uses(uuid, uuid, uuid[], uuid[]) is
  'Counts that a member of staff put these foods and recipes on a plan, each as often as it is named.';
revoke execute on function app_private.record_library_uses(uuid, uuid, uuid[], uuid[]) from public;
grant execute on function app_private.record_library_uses(uuid, uuid, uuid[], uuid[]) to tf_definer;
