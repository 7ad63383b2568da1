-- Words that mean the same food in British, American and other English, reviewed like code. both: whoever types either finds the
-- other. Else only the first leads to the second: "crisps" are potato chips, but whoever types "chips" may mean fried potatoes.
with stated(word, others, is_both) as (values
  -- vegetables, herbs and mushrooms
  ('aubergine', 'eggplant', true), ('brinjal', 'eggplant', false), ('courgette', 'zucchini', true), ('coriander leaves', 'cilantro', true), ('coriander', 'cilantro', false),
  ('coriander seed', 'coriander', false), ('rocket', 'arugula', true), ('rucola', 'arugula', false), ('swede', 'rutabaga', true), ('beetroot', 'beet', true),
  ('spring onion', 'scallion', true), ('spring onion', 'green onion', true), ('scallion', 'green onion', true), ('mangetout', 'snow pea', true), ('mangetout', 'edible podded', true),
  ('snow pea', 'edible podded', false), ('sugar snap', 'edible podded', false), ('pak choi', 'bok choy', true), ('pak choi', 'pak choy', true), ('pak choi', 'chinese cabbage', false), ('bok choy', 'pak choy', true),
  ('chinese leaves', 'chinese cabbage', true), ('cos lettuce', 'romaine', true), ('endive', 'chicory', true), ('lady s fingers', 'okra', true), ('ladies fingers', 'okra', false), ('sweetcorn', 'sweet corn', true), ('sweetcorn', 'corn', false),
  ('maize', 'corn', true), ('celery root', 'celeriac', true), ('red pepper', 'sweet pepper red', false), ('capsicum', 'sweet pepper', true), ('bell pepper', 'sweet pepper', true),
  ('chilli', 'chili', true), ('chilli', 'chile', false), ('chilli pepper', 'hot pepper', true), ('jacket potato', 'baked potato', false), ('spud', 'potato', false), ('kumara', 'sweet potato', false),
  ('marrow', 'summer squash', false), ('spring greens', 'collard', true), ('swiss chard', 'chard', false), ('silverbeet', 'chard', true), ('button mushroom', 'white mushroom', false),
  ('porcini', 'cepe', true), ('gherkin', 'pickle', false), ('passata', 'tomato puree', false), ('tomato puree', 'tomato paste', false), ('ketchup', 'catsup', true), ('yuca', 'cassava', true), ('manioc', 'cassava', true),
  -- pulses, nuts and seeds
  ('broad bean', 'broadbean', true), ('broad bean', 'fava', true), ('broadbean', 'fava', true), ('chickpea', 'garbanzo', true), ('chick pea', 'chickpea', false), ('garbanzo bean', 'chickpea', false), ('fava bean', 'broad bean', false), ('fava bean', 'broadbean', false), ('butter bean', 'lima bean', true), ('haricot bean', 'navy bean', true), ('haricot', 'navy bean', false),
  ('french bean', 'green bean', true), ('runner bean', 'green bean', false), ('string bean', 'green bean', true), ('green bean', 'snap bean', true), ('french bean', 'snap bean', false), ('black eyed bean', 'cowpea', false), ('black eyed pea', 'cowpea', false), ('black eyed bean', 'blackeyed pea', false),
  ('edamame', 'green soybean', false), ('soya', 'soy', true), ('soya', 'soybean', true), ('soya bean', 'soybean', true), ('soya milk', 'soymilk', true), ('soy milk', 'soymilk', true), ('bean curd', 'tofu', true), ('groundnut', 'peanut', true), ('monkey nut', 'peanut', false),
  ('linseed', 'flaxseed', true), ('filbert', 'hazelnut', true), ('pepita', 'pumpkin seed', false), ('desiccated coconut', 'dried coconut', false), ('peanut butter', 'groundnut butter', false), ('sesame paste', 'tahini', true), ('rape oil', 'canola oil', false), ('rapeseed oil', 'canola oil', true),
  -- fruit
  ('sultana', 'raisin', false), ('blackcurrant', 'black currant', true), ('satsuma', 'tangerine', false), ('clementine', 'tangerine', false), ('mandarin', 'tangerine', true), ('pawpaw', 'papaya', true),
  ('starfruit', 'carambola', true), ('star fruit', 'carambola', true), ('sharon fruit', 'persimmon', false), ('kiwi', 'kiwifruit', true), ('cantaloupe', 'cantaloup', true), ('stoned', 'pitted', true), ('tinned', 'canned', true), ('sulphured', 'sulfured', true),
  -- grains, bread and baking
  ('wholemeal', 'whole wheat', true), ('wholewheat', 'whole wheat', true), ('wholegrain', 'whole grain', true), ('wholemeal', 'whole grain', false), ('brown bread', 'whole wheat bread', false), ('granary bread', 'multi grain bread', false), ('multigrain', 'multi grain', true),
  ('porridge', 'oatmeal', true), ('porridge oats', 'rolled oats', true), ('oatmeal', 'oats', false), ('plain flour', 'all purpose flour', true), ('strong flour', 'bread flour', false), ('self raising', 'self rising', true), ('cornflour', 'cornstarch', true), ('corn flour', 'cornstarch', false),
  ('bicarbonate of soda', 'baking soda', true), ('icing sugar', 'powdered sugar', true), ('caster sugar', 'granulated sugar', false), ('demerara', 'brown sugar', false), ('treacle', 'molasses', true), ('golden syrup', 'syrup', false), ('bread roll', 'roll', false), ('noodle', 'pasta', false), ('spaghetti', 'pasta', false),
  ('macaroni', 'pasta', false), ('penne', 'pasta', false), ('fusilli', 'pasta', false), ('bulgar', 'bulgur', true), ('couscous', 'cous cous', true), ('corn flakes', 'cornflakes', true), ('rusk', 'melba toast', false), ('crispbread', 'crisp bread', true),
  -- milk, eggs and fat
  ('yoghurt', 'yogurt', true), ('yoghourt', 'yogurt', false), ('skimmed', 'skim', true), ('skimmed milk', 'nonfat milk', false), ('skim milk', 'nonfat milk', false), ('semi skimmed', 'reduced fat', false), ('semi skimmed', 'semi skim', true), ('full fat milk', 'whole milk', false), ('full cream milk', 'whole milk', false), ('fat free', 'nonfat', true),
  ('low fat', 'lowfat', true), ('double cream', 'heavy cream', true), ('whipping cream', 'heavy cream', false), ('single cream', 'light cream', true), ('soured cream', 'sour cream', true), ('quark', 'fresh cheese', false), ('fromage frais', 'fresh cheese', false), ('emmental', 'swiss cheese', true), ('parmigiano', 'parmesan', false), ('omelette', 'omelet', true), ('cheddar cheese', 'cheddar', false),
  -- meat, fish and shellfish
  ('mince', 'ground', false), ('minced', 'ground', false), ('minced beef', 'beef mince', false), ('beef mince', 'ground beef', true), ('minced pork', 'pork mince', false), ('minced meat', 'ground beef', false), ('hamburger', 'ground beef', false), ('minced turkey', 'turkey mince', false), ('minced lamb', 'lamb mince', false),
  ('prawn', 'shrimp', true), ('king prawn', 'shrimp', false), ('gammon', 'ham', false), ('rasher', 'bacon', false), ('pork fillet', 'pork tenderloin', false), ('fillet steak', 'tenderloin', false), ('rump steak', 'sirloin steak', false), ('sirloin', 'short loin', false), ('silverside', 'bottom round', false), ('topside', 'top round', false),
  ('salt beef', 'corned beef', false), ('salami', 'sausage dry', false), ('frankfurter', 'hot dog', true), ('wiener', 'frankfurter', false), ('tunny', 'tuna', false), ('coley', 'pollock', false), ('saithe', 'pollock', false), ('pollack', 'pollock', true), ('calamari', 'squid', false), ('crayfish', 'crawfish', true), ('grilled', 'broiled', true),
  -- drinks, sweets and dishes
  ('crisps', 'potato chips', false), ('potato crisps', 'potato chips', true), ('chips', 'french fries', false), ('chips', 'french fried', false), ('fries', 'french fried', false), ('french fries', 'french fried', true), ('sweets', 'candies', true), ('biscuits', 'cookies', true), ('ice lolly', 'popsicle', true), ('candyfloss', 'cotton candy', true), ('jam', 'jelly', false), ('jelly', 'gelatin dessert', false), ('fizzy drink', 'soft drink', true),
  ('soda', 'soft drink', false), ('squash', 'fruit drink', false), ('whisky', 'whiskey', true), ('cider vinegar', 'vinegar cider', false), ('decaf', 'decaffeinated', true), ('cocoa powder', 'cocoa dry powder', false), ('stock cube', 'bouillon cube', true), ('stock', 'broth', true), ('mashed potato', 'potato mashed', false), ('shepherd s pie', 'cottage pie', false),
  ('flavour', 'flavor', true), ('flavoured', 'flavored', true), ('fibre', 'fiber', true), ('sulphur', 'sulfur', true), ('grey', 'gray', true), ('pasteurised', 'pasteurized', true), ('homogenised', 'homogenized', true)
), lines(asked, found) as (
  select s.word, s.others from stated s union select s.others, s.word from stated s where s.is_both
), gone as (
  delete from app_private.food_word_synonyms k
   where k.org_id = '00000000-0000-0000-0000-000000000000' and not exists (select from lines l where (l.asked, l.found) = (k.asked, k.found))
)
insert into app_private.food_word_synonyms (org_id, asked, found)
select '00000000-0000-0000-0000-000000000000', l.asked, l.found from lines l
on conflict do nothing;
