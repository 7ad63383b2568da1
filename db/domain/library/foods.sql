call app_private.protect_table('app_public.foods', 'library');
call app_private.audit_table('app_public.foods', only_own_rows => true, omitted => '{search_name,search_text,narrowness,created_with}');
create or replace trigger _150_own_id before insert on app_public.foods
  for each row when (new.org_id <> '00000000-0000-0000-0000-000000000000') execute function app_private.tg__own_food_id();

drop policy if exists select_people on app_public.foods;
create policy select_people on app_public.foods for select to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher using (true);

grant select on app_public.foods to tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
-- NOTE: writing is not granted: see create_food(), change_food(), archive_food() and the others of own_foods/. The USDA number is the
-- knowledge base's.

comment on table app_public.foods is $$A food in one state (raw, cooked, drained) that its name says; every gram of it is a gram of edible portion.$$;
comment on column app_public.foods.org_id is 'The organisation that owns it; all zeros = the knowledge base.';
comment on column app_public.foods.id is 'Identifies the food.';
comment on column app_public.foods.name is 'What it is and in which state, such as "Spinach, raw".';
comment on column app_public.foods.synonyms is 'Other names that a search finds.';
comment on column app_public.foods.brand is 'Manufacturer or brand; null = generic.';
comment on column app_public.foods.barcode is 'GTIN of the package, 8 to 14 digits.';
comment on column app_public.foods.usda_ndb_number is 'USDA NDB number, five digits as text: leading zeros matter.';
comment on column app_public.foods.food_group_code is 'The group that it is filed under.';
comment on column app_public.foods.refuse_share is 'Share of the bought weight that is thrown away, 0 to 1; null = unknown. To buy = edible / (1 − share).';
comment on column app_public.foods.density_g_per_ml is 'Grams in a millilitre; null = unknown, so cups and spoons cannot be converted.';
comment on column app_public.foods.source is 'Where the figures come from, such as USDA SR28; own = the organisation''s.';
comment on column app_public.foods.source_version is 'Release of the source.';
comment on column app_public.foods.library_code is 'The library of the knowledge base that it belongs to; null = an own food, or one that no organisation can leave out.';
comment on column app_public.foods.kind is 'food, supplement, sip_feed or fluid.';
comment on column app_public.foods.source_on is 'When the source stated its figures; null = it does not say.';
comment on column app_public.foods.copied_from_org_id is 'The organisation of the food that it was copied from.';
comment on column app_public.foods.copied_from_id is 'The food that it was copied from; null = none, or one that is gone.';
comment on column app_public.foods.revision is 'How often an own food was changed, from 1.';
comment on column app_public.foods.created_with is E'@behavior -*\nWhat it was made of, to know the request again.';
comment on column app_public.foods.search_name is E'@behavior -*\nThe name as searches compare it.';
comment on column app_public.foods.search_text is E'@behavior -*\nName, synonyms and brand as searches compare them.';
comment on column app_public.foods.narrowness is E'@behavior -*\nHow far the name narrows what it names, see name_narrowness(): of what is called so alike, a search shows the plainest first.';
comment on column app_public.foods.archived_at is 'Since when searches leave it out; null = current.';
comment on column app_public.foods.created_at is 'When it was added.';
comment on column app_public.foods.updated_at is 'When it was last changed.';
comment on column app_public.foods.updated_by is 'The user who last changed it; null = the knowledge base.';
