-- The first line of the release that contradicts another one or what the library holds; no row = it fits together.
with units(source, ours) as (values ('kcal', 'kcal'), ('kJ', 'kJ'), ('g', 'g'), ('mg', 'mg'), ('µg', 'µg'), ('mcg', 'µg'), ('IU', 'IU'))
(select 1 as file_order, 'NUTR_DEF.txt' as file, r.line, format('nutrient %s comes in "%s", and the library keeps it in %s', r.nutrient_id, r.unit, n.unit) as problem
   from release_nutrients r join app_public.nutrients n on n.id = r.nutrient_id left join units u on u.source = r.unit
  where u.ours is distinct from n.unit order by r.line limit 1)
union all
(select 1, 'NUTR_DEF.txt', r.line, format('there is no unit "%s"', r.unit)
   from release_nutrients r where not exists (select from units u where u.source = r.unit) order by r.line limit 1)
union all
(select 1, 'NUTR_DEF.txt', max(r.line), format('nutrient %s is there twice', r.nutrient_id)
   from release_nutrients r group by r.nutrient_id having count(*) > 1 limit 1)
union all
(select 2, 'FOOD_DES.txt', r.line, format('there is no food group %s', r.food_group_code)
   from release_foods r where not exists (select from release_groups g where g.code = r.food_group_code) order by r.line limit 1)
union all
(select 2, 'FOOD_DES.txt', max(r.line), format('food %s is there twice', r.usda_ndb_number)
   from release_foods r group by r.usda_ndb_number having count(*) > 1 order by 3 limit 1)
union all
(select 3, 'WEIGHT.txt', r.line, format('there is no food %s', r.usda_ndb_number)
   from release_portions r where not exists (select from release_foods f where f.usda_ndb_number = r.usda_ndb_number) order by r.line limit 1)
union all
(select 3, 'WEIGHT.txt', max(r.line), format('portion %s of food %s is there twice', r.sequence, r.usda_ndb_number)
   from release_portions r group by r.usda_ndb_number, r.sequence having count(*) > 1 order by 3 limit 1)
union all
(select 4, 'NUT_DATA.txt', r.line, format('there is no food %s', r.usda_ndb_number)
   from release_values r where not exists (select from release_foods f where f.usda_ndb_number = r.usda_ndb_number) order by r.line limit 1)
union all
(select 4, 'NUT_DATA.txt', r.line, format('there is no nutrient %s', r.nutrient_id)
   from release_values r where not exists (select from release_nutrients n where n.nutrient_id = r.nutrient_id) order by r.line limit 1)
union all
(select 4, 'NUT_DATA.txt', r.line, format('an assumed zero of %s', r.amount)
   from release_values r where r.source_code = '7' and r.amount <> 0 order by r.line limit 1)
union all
(select 4, 'NUT_DATA.txt', max(r.line), format('nutrient %s of food %s is there twice', r.nutrient_id, r.usda_ndb_number)
   from release_values r group by r.usda_ndb_number, r.nutrient_id having count(*) > 1 order by 3 limit 1)
order by file_order, line limit 1
