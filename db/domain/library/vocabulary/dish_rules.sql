-- What can be said of a dish from its foods. Whatever stands in no line is not derived: dilution, evaporation and cooking change it.
update app_public.tags t set dish_rule = r.rule
  from (select tags.code, coalesce(stated.rule, 'none') as rule
          from app_public.tags
          left join (
            select unnest('{vegetarian,vegan}'::text[]) as code, 'all' as rule
            union all
            select unnest('{meat,beef,pork,poultry,fish,shellfish,liver,grapefruit,alcohol,liquorice,potassium_salt,starfruit,aspartame,broad_beans,added_sugar,honey,cured_meat,oily_fish,high_mercury_fish,rice_drink}'::text[]), 'any'
            union all -- heat or a knife may take it away, but nothing in the kitchen brings it about
            select unnest('{raw_fish,raw_meat,raw_egg,raw_sprouts,unpasteurised,soft_ripened_cheese,deli_meat,smoked_fish,whole_nuts}'::text[]), 'absent') stated on stated.code = tags.code
         where tags.kind = 'food') r
 where r.code = t.code and t.dish_rule <> r.rule;
