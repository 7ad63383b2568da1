-- The 14 allergens of the Union, their members, and where the United States differ (CLINICAL 22).
select no_plan();

create temp table listed as
  select a.code, a.eu_listed, a.us_listed, a.labelling_note, p.code as parent, coalesce(p.eu_listed, false) as is_member_of_eu, coalesce(p.us_listed, false) as is_member_of_us
    from allergens a left join allergens p on (p.org_id, p.id) = (a.parent_org_id, a.parent_id)
   where a.org_id = '00000000-0000-0000-0000-000000000000';

select set_eq($$ select code from listed where eu_listed and not is_member_of_eu $$,
  array['gluten', 'crustaceans', 'eggs', 'fish', 'peanut', 'soy', 'milk', 'tree_nuts', 'celery', 'mustard', 'sesame', 'sulphites', 'lupin', 'molluscs'],
  'the Union lists fourteen');
select set_eq($$ select code from listed where us_listed and not is_member_of_us $$,
  array['wheat', 'crustaceans', 'eggs', 'fish', 'peanut', 'soy', 'milk', 'tree_nuts', 'sesame'], 'the United States nine, wheat in place of gluten');
select set_eq($$ select code from listed where parent = 'gluten' and not us_listed $$, array['rye', 'barley', 'oats'], 'of the cereals with gluten rye, barley and oats need no declaration there');
select set_eq($$ select code from listed where parent = 'tree_nuts' and eu_listed and us_listed $$,
  array['almond', 'hazelnut', 'walnut', 'cashew', 'pecan', 'brazil_nut', 'pistachio', 'macadamia'], 'the Union''s eight tree nuts are all listed in the United States');
select set_eq($$ select code from listed where parent = 'legumes' $$, array['peanut', 'soy', 'lupin'], 'legumes stand above what both list apart');
select is_empty($$ select code from listed where eu_listed <> us_listed and labelling_note is null $$, 'wherever the two differ, a note says how');
select tests.authenticate_as('client@demo.test');
select isnt_empty($$ select from allergens where labelling_note like '%10 ppm%' $$, 'whoever reads allergens reads that');
select tests.authenticate_as('dietitian@demo.test');
select throws_ok($$ update allergens set us_listed = true $$, '42501', null, 'what the law lists is not for staff to change');
select tests.as_owner();
select is((select us_listed from allergens where org_id = '00000000-0000-0000-0000-000000000000' and code = 'celery'), false, 'and it stays');

select * from finish();
