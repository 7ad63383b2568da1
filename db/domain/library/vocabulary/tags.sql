-- The words that rules and searches use for what a food is. Three-valued on each food: has, has not, no row = unreviewed.
insert into app_public.tags as t (code, kind, name, description) values
  -- who may eat it
  ('vegetarian', 'food', 'Vegetarian', 'No meat, fish, shellfish, gelatine or animal rennet; eggs, milk and honey may be in it.'),
  ('vegan', 'food', 'Vegan', 'Nothing of animal origin.'),
  ('meat', 'food', 'Meat', 'Meat, poultry or offal, or made of them.'),
  ('beef', 'food', 'Beef', 'Of cattle, or contains it.'),
  ('pork', 'food', 'Pork', 'Of the pig, or contains it.'),
  ('poultry', 'food', 'Poultry', 'Chicken, turkey, duck and the like, or contains them.'),
  ('fish', 'food', 'Fish', 'Fish, or contains it.'),
  ('shellfish', 'food', 'Shellfish', 'Crustaceans or molluscs, or contains them.'),
  ('liver', 'food', 'Liver', 'Liver or liver products: very rich in retinol.'),
  -- medicines
  ('grapefruit', 'food', 'Grapefruit', 'Grapefruit, pomelo and their juices: they inhibit intestinal CYP3A4.'),
  ('vitamin_k_rich', 'food', 'Rich in vitamin K', '100 µg or more of vitamin K per 100 g, or a fermented food rich in menaquinones.'),
  ('tyramine_rich', 'food', 'Rich in tyramine', 'Matured, cured or fermented so that tyramine builds up: aged cheese, dry sausage, soy sauce, yeast extract.'),
  ('alcohol', 'food', 'Alcohol', 'More than 0.5 % alcohol.'),
  ('caffeine', 'food', 'Caffeine', '5 mg or more of caffeine per 100 g.'),
  ('liquorice', 'food', 'Liquorice', 'Contains liquorice root (glycyrrhizin), which raises blood pressure and lowers potassium.'),
  ('potassium_salt', 'food', 'Salt with potassium chloride', 'A salt substitute or lower-sodium salt that holds potassium chloride, or a food salted with it.'),
  -- diseases
  ('high_purine', 'food', 'High in purines', 'More than about 200 mg of purines per 100 g: offal, anchovies, sardines, herring, mussels.'),
  ('high_oxalate', 'food', 'High in oxalate', 'Known to be high in oxalate: spinach, chard, rhubarb, beetroot, almonds, cocoa.'),
  ('starfruit', 'food', 'Star fruit', 'Carambola: caramboxin and oxalate are toxic where the kidneys fail.'),
  ('iodine_rich', 'food', 'Rich in iodine', 'Seaweed and its products: iodine far above the daily need.'),
  ('aspartame', 'food', 'Aspartame', 'Sweetened with aspartame, a source of phenylalanine.'),
  ('broad_beans', 'food', 'Broad beans', 'Broad (fava) beans, fresh or dried, or contains them: vicine and convicine break red cells where G6PD is lacking.'),
  ('fructose_or_sucrose', 'food', 'Fructose or sucrose', 'About 1 g or more of fructose and sucrose together per 100 g, by nature or added, or sweetened with sorbitol: fruit, juices, honey, sugar, sweets, sweet vegetables, most nuts.'),
  ('sweet_drink', 'food', 'Sugared drink or fruit juice', 'A drink with added sugar, or fruit juice, of which a glass raises blood glucose at once. Vegetable juice is none.'),
  ('added_sugar', 'food', 'Added sugar', 'Sugar, syrup or honey, or contains them as an added ingredient.'),
  ('whole_grain', 'food', 'Whole grain', 'Cereal with bran and germ as the main cereal ingredient.'),
  ('oily_fish', 'food', 'Oily fish', 'Fish with its fat in the flesh: a source of EPA and DHA.'),
  ('cured_meat', 'food', 'Cured or processed meat', 'Preserved by salt, nitrite, smoke or fermentation.'),
  -- pregnancy, infection risk
  ('raw_fish', 'food', 'Raw fish or shellfish', 'Eaten, or as listed still, raw: includes cold-smoked and marinated fish.'),
  ('raw_meat', 'food', 'Raw meat', 'Raw as listed; must be cooked through.'),
  ('raw_egg', 'food', 'Raw egg', 'Raw egg, or made with egg that is not heated.'),
  ('raw_sprouts', 'food', 'Raw sprouts', 'Sprouted seeds that are not heated.'),
  ('unpasteurised', 'food', 'Unpasteurised', 'Made of milk or juice that was not heated.'),
  ('soft_ripened_cheese', 'food', 'Soft mould-ripened or blue cheese', 'Listeria can grow in it even where the milk was pasteurised.'),
  ('deli_meat', 'food', 'Ready-to-eat meat', 'Sliced or spreadable meat eaten without heating: listeria.'),
  ('smoked_fish', 'food', 'Smoked fish', 'Smoked fish eaten without heating: listeria.'),
  ('high_mercury_fish', 'food', 'Fish high in mercury', 'Shark, swordfish, king mackerel, bluefin and bigeye tuna, marlin, tilefish.'),
  -- infants and small children
  ('honey', 'food', 'Honey', 'Honey, or contains it, baked too: it may carry spores of Clostridium botulinum.'),
  ('whole_nuts', 'food', 'Whole nuts', 'Whole or coarsely chopped nuts or peanuts, on which a small child can choke; ground ones and smooth butters are not meant.'),
  ('animal_milk', 'food', 'Milk to drink', 'Milk of cows, goats or sheep that can be drunk, also as powder, evaporated, soured or flavoured; no infant formula.'),
  ('rice_drink', 'food', 'Rice drink', 'Drink made of rice: it may bring much inorganic arsenic.'),
  -- of exercises
  ('contact', 'exercise', 'Contact', 'Somebody or a ball may strike the body: boxing, football, ice hockey, basketball.'),
  ('fall_risk', 'exercise', 'Risk of falling', 'A fall is likely enough to reckon with: downhill and water skiing, off-road cycling, riding, gymnastics.'),
  ('supine', 'exercise', 'Lying on the back', 'Done lying flat on the back for longer than a moment.'),
  ('breath_holding', 'exercise', 'Breath held against effort', 'Strain with a closed glottis (Valsalva), as in near-maximal lifts: blood pressure rises steeply.'),
  ('loaded_spinal_flexion', 'exercise', 'Bending the back under load', 'The spine is flexed or twisted far, fast or under load: sit-ups, toe touches, deadlifts with a round back.'),
  ('high_impact', 'exercise', 'High impact', 'Both feet leave the ground and land: running, jumping, skipping.')
on conflict (code) do update set kind = excluded.kind, name = excluded.name, description = excluded.description
where (t.kind, t.name, t.description) is distinct from (excluded.kind, excluded.name, excluded.description);
