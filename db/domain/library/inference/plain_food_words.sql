create or replace function app_private.plain_food_words() returns text[]
  language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select array[
    -- joins
    'a', 'all', 'and', 'as', 'by', 'for', 'from', 'in', 'not', 'of', 'off', 'on', 'only', 'or', 'other', 'the', 'to', 'with', 'without', 'no', 'added',
    'have', 'may', 'been', 'previously', 'includes', 'including', 'approximately', 'less', 'than', 'over',
    -- state and heat
    'raw', 'fresh', 'frozen', 'freshly', 'harvest', 'stored', 'dried', 'dry', 'dehydrated', 'freeze', 'desiccated', 'sun', 'cooked', 'uncooked', 'unprepared', 'boiled', 'parboiled',
    'steamed', 'baked', 'roasted', 'grilled', 'broiled', 'braised', 'stewed', 'simmered', 'poached', 'microwaved', 'microwave', 'toasted', 'blanched',
    'unblanched', 'heated', 'unheated', 'reheated', 'rehydrated', 'oven', 'heat', 'moist', 'hot', 'cold', 'chilled', 'refrigerated', 'pasteurized', 'pasteurised',
    'canned', 'bottled', 'packed', 'pack', 'vacuum', 'drained', 'undrained', 'rinsed', 'soaked', 'tap', 'water', 'liquid', 'solids', 'contents', 'can', 'total',
    'concentrate', 'undiluted', 'diluted', 'volume', 'single', 'strength', 'unsweetened', 'instant', 'brewed', 'fluid', 'powder', 'powdered', 'granulated',
    -- parts and cuts
    'peel', 'peeled', 'unpeeled', 'skin', 'skinless', 'stem', 'pitted', 'seedless', 'seeded', 'hulled', 'shelled', 'boneless', 'bone', 'bones', 'trimmed', 'whole', 'half', 'halves',
    'piece', 'pieces', 'chunks', 'segments', 'sections', 'slices', 'sliced', 'strips', 'cut', 'cuts', 'chopped', 'diced', 'cubed', 'crushed', 'mashed', 'pureed',
    'puree', 'ground', 'minced', 'mince', 'shredded', 'grated', 'flaked', 'flakes', 'rolled', 'halved', 'split', 'edible', 'portion', 'parts', 'end', 'part', 'tip', 'tips', 'top', 'tops',
    -- size, age, colour, kind, origin
    'large', 'small', 'medium', 'extra', 'jumbo', 'baby', 'young', 'mature', 'immature', 'ripe', 'unripe', 'red', 'green', 'yellow', 'white', 'black', 'purple', 'pink',
    'brown', 'golden', 'dark', 'light', 'blue', 'sweet', 'sour', 'tart', 'bitter', 'variety', 'varieties', 'type', 'types', 'species', 'mixed species', 'average', 'regular', 'common',
    'plain', 'commercial', 'organic', 'area', 'areas', 'native', 'wild', 'farmed', 'cultivated', 'domestic', 'domesticated', 'imported', 'california', 'florida', 'arizona',
    'new zealand', 'australian', 'american', 'america', 'european', 'european type', 'chinese', 'japanese', 'asian', 'english', 'english type', 'spanish', 'italian', 'hawaii', 'hawaiian', 'greek', 'atlantic',
    'pacific', 'alaska', 'northern', 'eastern', 'southern', 'usda commodity', 'year round', 'spring', 'summer', 'winter', 'unspecified', 'long', 'short', 'thin', 'thick',
    -- salt, vitamins
    'salt', 'salted', 'unsalted', 'lightly', 'sodium', 'low', 'reduced', 'lower', 'ascorbic', 'acid', 'vitamin', 'vitamins', 'c', 'd', 'e', 'b12', 'b6', 'calcium', 'iron',
    'moisture', 'fat', 'free', 'full', 'nonfat', 'lowfat', 'skim', 'semi', 'skimmed', 'partly', 'defatted', 'enriched', 'unenriched'
  ]
$$;

comment on function app_private.plain_food_words() is
  'Words of a food''s name that say how it is cut, cooked, packed or where it grew, and nothing of what else is in it. What is left of a name after them must be among a line''s own words before the line may say "free". Never a word such as sauce, mix, breaded, flavoured, seasoned, prepared, fried or dish.';
