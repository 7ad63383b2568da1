create or replace function app_private.meant_by_all() returns table (kind text, code text)
  language sql immutable parallel safe rows 50 set search_path = pg_catalog, pg_temp
as $$
  select 'allergen', a.code
    from unnest('{gluten,crustaceans,eggs,fish,legumes,milk,tree_nuts,celery,mustard,sesame,sulphites,molluscs}'::text[]) a(code)
  union all
  select 'tag', t.code
    from unnest('{vegetarian,vegan,meat,beef,pork,poultry,fish,shellfish,liver,grapefruit,vitamin_k_rich,tyramine_rich,alcohol,caffeine,liquorice,
                  high_purine,high_oxalate,starfruit,iodine_rich,aspartame,added_sugar,whole_grain,oily_fish,cured_meat,raw_fish,raw_meat,raw_egg,
                  raw_sprouts,unpasteurised,soft_ripened_cheese,deli_meat,smoked_fish,high_mercury_fish,broad_beans,honey,whole_nuts,animal_milk,
                  rice_drink,sweet_drink}'::text[]) t(code)
$$;

comment on function app_private.meant_by_all() is
  'What "all" means in a line of inference. Adding an allergen or a tag here says "free" or "has not" of every single natural food: read the lines first, and let those that it is in except it.';
