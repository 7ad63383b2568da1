-- Search by names as a release has them ("Milk, whole, 3.25% milkfat"), and as people type them.
select plan(30);

create temp table names(name text, synonyms text[], brand text, barcode text, library text);
insert into names values
  ('Qilk, whole, 3.25% qilkfat', '{}', null, null, 'usda_sr'), ('Qilk, chocolate, fluid, lowfat', '{}', null, null, 'usda_sr'),
  ('Qilk chocolate', '{}', null, null, 'usda_sr'), ('Qilks, dried', '{}', null, null, 'usda_sr'), ('Beverages, qilk, powder', '{}', null, null, 'usda_sr'),
  ('QASTIN, Qilk Crackers on Wafers', '{}', null, null, 'usda_sr'), ('Cookies, made with qilk', '{}', null, null, 'usda_sr'), ('Butterqilk, dried', '{}', null, null, 'usda_sr'),
  ('Qhicken, broilers or fryers, qreast, meat only, cooked, roasted', '{}', null, null, 'usda_sr'), ('Qhicken qreast tenders, breaded', '{}', null, null, 'usda_sr'),
  ('Soup, qhicken with qreast meat', '{}', null, null, 'usda_sr'), ('Oil, qolive, corn and peanut', '{}', null, null, 'usda_sr'), ('Qolive oil', '{}', null, null, 'usda_sr'),
  ('Qrème fraîche', '{}', null, null, 'usda_sr'), ('Qheese, qheddar', '{}', null, null, 'usda_sr'), ('Qotatoes, boiled, cooked in skin', '{}', null, null, 'usda_sr'),
  ('Qggplant, raw', '{Qubergine}', null, null, 'usda_sr'), ('Biscuits', '{Butter qookies}', 'Qühne', '4006381333931', null), ('Qread, whole-wheat', '{}', null, null, 'usda_sr'),
  ('Biscuits, small', '{}', null, '00012345670', null);
insert into foods (org_id, name, synonyms, brand, barcode, library_code)
  select '00000000-0000-0000-0000-000000000000', n.name, n.synonyms, n.brand, n.barcode, n.library from names n;

create function pg_temp.found(query text) returns text[] language sql as $$
  select coalesce(array_agg(e.value ->> 'name' order by e.n), '{}') from json_array_elements(app_public.search_foods(query)) with ordinality e(value, n)
$$;
grant execute on function pg_temp.found(text) to public;
select tests.authenticate_as('dietitian@demo.test');

select is(pg_temp.found('qilk'), array['Qilks, dried', 'Qilk, whole, 3.25% qilkfat', 'Qilk, chocolate, fluid, lowfat', 'Qilk chocolate', 'Beverages, qilk, powder', 'Cookies, made with qilk', 'QASTIN, Qilk Crackers on Wafers', 'Butterqilk, dried'],
  'what stands before the comma is what a food is: milk before milk chocolate, a part of the name before a mention, a brand''s and what only holds the letters last');
select is(pg_temp.found('qilks'), pg_temp.found('qilk'), 'the plural finds the singular');
select is((pg_temp.found('qotato'))[1], 'Qotatoes, boiled, cooked in skin', 'the singular finds the plural');
select is((pg_temp.found('qil'))[1:3], array['Qilks, dried', 'Qilk chocolate', 'Qilk, whole, 3.25% qilkfat'], 'while typing, the beginning of a word is enough');
select is((pg_temp.found('3.25'))[1] is not null, true, 'a figure of the name is found');
select is(pg_temp.found('qilk 3.25'), array['Qilk, whole, 3.25% qilkfat'], 'with a figure beside the word');
select is((pg_temp.found('qhicken qreast'))[1], 'Qhicken, broilers or fryers, qreast, meat only, cooked, roasted', 'the head of the name leads also where words stand between');
select is(pg_temp.found('qreast qhicken'), pg_temp.found('qhicken qreast'), 'in any order of the words');
select is((pg_temp.found('oil qolive'))[1], 'Qolive oil', 'all words of the name are the name itself, in any order');
select is(pg_temp.found('qreme fraiche'), array['Qrème fraîche'], 'accents need not be typed');
select is(pg_temp.found('QRÈME'), array['Qrème fraîche'], 'and may be, in capitals');
select is((pg_temp.found('qheddar'))[1], 'Qheese, qheddar', 'a whole part between commas is found by itself');
select is((pg_temp.found('qheddar qheese'))[1], 'Qheese, qheddar', 'and as people say it');
select is((pg_temp.found('whole wheat qread'))[1], 'Qread, whole-wheat', 'a hyphen is a blank');
select is((pg_temp.found('whole-wheat qread'))[1], 'Qread, whole-wheat', 'and a blank a hyphen');
select is(pg_temp.found('qubergine'), array['Qggplant, raw'], 'a synonym');
select is((select e ->> 'synonym' from json_array_elements(app_public.search_foods('qubergine')) e), 'Qubergine', 'and the answer says which');
select is((select e ->> 'synonym' from json_array_elements(app_public.search_foods('qggplant')) e), null, 'where the name holds the words, no synonym is told');
select is(pg_temp.found('butter qookies'), array['Biscuits'], 'a synonym of two words');
select is(pg_temp.found('quhne'), array['Biscuits'], 'a brand');

-- typing errors
select is(pg_temp.found('qhiken qrest') @> array['Qhicken qreast tenders, breaded', 'Soup, qhicken with qreast meat'], true, 'two words with typing errors');
select is((select bool_and((e ->> 'isAlike')::boolean) from json_array_elements(app_public.search_foods('qhiken qrest')) e), true, 'and the answer says that it is only written alike');
select is((select bool_or((e ->> 'isAlike')::boolean) from json_array_elements(app_public.search_foods('qilk')) e), false, 'what is called so is not');
select is((pg_temp.found('qubergin'))[1], 'Qggplant, raw', 'a word that is not finished is no error');
select is((pg_temp.found('qubbergine'))[1], 'Qggplant, raw', 'also in a synonym');

-- barcodes
select is(pg_temp.found('4006381333931'), array['Biscuits'], 'a barcode finds that package and nothing else');
select is(pg_temp.found(' 4006 3813 3393 1 '), array['Biscuits'], 'also with the blanks that are printed');
select is(pg_temp.found('012345670'), array['Biscuits, small'], 'with and without leading zeros');
select is(pg_temp.found('4006381333930'), '{}', 'a barcode that nobody has finds nothing, and nothing that is alike');
select is(pg_temp.found('400638133'), '{}', 'nor does a part of one');
select * from finish();
