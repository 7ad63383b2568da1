-- A team, what was handed over, and a child whose mother acts for him.
insert into app_public.teams (org_id, id, name) values
  (app_private.kb_id('demo', 'demo'), app_private.kb_id('demo', 'team:family'), 'Family nutrition');
insert into app_public.team_members (org_id, id, team_id, member_id, starts_on)
select app_private.kb_id('demo', 'demo'), app_private.kb_id('demo', 'team:family:' || m.email), app_private.kb_id('demo', 'team:family'),
       app_private.kb_id('demo', 'member:' || m.email), pg_temp.demo_today('demo') - m.days
  from (values ('nutritionist@demo.test', 100), ('assistant@demo.test', 45)) m(email, days);
insert into app_public.care_assignments (org_id, id, client_id, team_id, starts_on)
values (app_private.kb_id('demo', 'demo'), app_private.kb_id('demo', 'care:noah_fischer:family'), app_private.kb_id('demo', 'noah_fischer'),
        app_private.kb_id('demo', 'team:family'), pg_temp.demo_today('demo') - 100);

-- Emma Lindholm was Jonas Weber's client before she was Hannah Vogel's.
insert into app_public.care_assignments (org_id, id, client_id, member_id, starts_on, ends_on)
values (app_private.kb_id('demo', 'demo'), app_private.kb_id('demo', 'care:emma_lindholm:before'), app_private.kb_id('demo', 'emma_lindholm'),
        app_private.kb_id('demo', 'member:nutritionist@demo.test'), pg_temp.demo_today('demo') - 300, pg_temp.demo_today('demo') - 120);
update app_public.care_assignments a
   set handed_over_from_member_id = app_private.kb_id('demo', 'member:nutritionist@demo.test'), reason = 'Moved to a day on which Hannah works.'
 where (a.org_id, a.id) = (app_private.kb_id('demo', 'demo'), app_private.kb_id('demo', 'care:emma_lindholm:dietitian'));

insert into app_public.client_guardians (org_id, id, client_id, user_id, relationship, started_on, recorded_by_member_id)
values (app_private.kb_id('demo', 'demo'), app_private.kb_id('demo', 'guardian:noah_fischer'), app_private.kb_id('demo', 'noah_fischer'),
        app_private.kb_id('demo', 'parent@demo.test'), 'mother', pg_temp.demo_today('demo') - 60, app_private.kb_id('demo', 'member:nutritionist@demo.test'));
