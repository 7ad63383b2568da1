-- Two recipes of the practice's own: one with a shared recipe inside and a part that is poured away, one put away since.
select set_config(s.name, s.value, true)
  from app_public.memberships m
 cross join lateral (values
   ('app.user_id', m.user_id::text), ('app.org_id', m.org_id::text), ('app.member_id', m.id::text), ('app.client_id', ''), ('app.role', m.role::text)
 ) s(name, value)
 where (m.org_id, m.id) = (app_private.kb_id('demo', 'demo'), app_private.kb_id('demo', 'member:dietitian@demo.test'));

select app_public.save_recipe(
  app_private.kb_id('demo', 'chickpea_bowl'), 'Chickpea bowl, low salt', 2, array(
    select row(app_private.kb_id('demo', 'chickpea_bowl:' || l.position), app_private.kb_id('food', l.food), app_private.kb_id('recipe', l.recipe),
               l.amount, null, l.unit, l.discarded)::app_public.recipe_line
      from (values (1, '16057', null, 240, 'g', 0), (2, '11205', null, 150, 'g', 0), (3, '11529', null, 200, 'g', 0),
                   (4, '04053', null, 2, 'tbsp_metric', 0.5), (5, null, 'vinaigrette', 2, 'serving', 0)) l(position, food, recipe, amount, unit, discarded)
     order by l.position),
  0, 620, E'Roast the chickpeas in the oil until crisp; half of the oil stays in the tray.\nToss everything with the vinaigrette.');
select app_public.copy_recipe(app_private.kb_id('demo', 'soup_for_eight'), app_private.kb_id('recipe', 'red_lentil_soup'), 'Red lentil soup for eight', 8);
select app_public.archive_recipe(app_private.kb_id('demo', 'soup_for_eight'));
