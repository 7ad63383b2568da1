-- Two practices in different time zones and who works there. Nobody of them exists. kb_id only makes ids that repeat.
insert into app_public.organizations (id, name, time_zone, locale) values
  (app_private.kb_id('demo', 'demo'), 'Demo practice', 'Europe/Berlin', 'en-GB'),
  (app_private.kb_id('demo', 'other'), 'Other practice', 'America/New_York', 'en-US');

-- Days count from the day on which the practices are made, where they are.
create or replace function pg_temp.demo_today(org text) returns date language sql stable as $$
  select (now() at time zone o.time_zone)::date from app_public.organizations o where o.id = app_private.kb_id('demo', org)
$$;

insert into app_public.users (id, email, email_confirmed_at, display_name)
select app_private.kb_id('demo', p.email), p.email, now(), p.display_name
  from (values
    ('org_admin@demo.test', 'Oliver Brandt'),
    ('dietitian@demo.test', 'Hannah Vogel'),
    ('nutritionist@demo.test', 'Jonas Weber'),
    ('assistant@demo.test', 'Ben Carter'),
    ('researcher@demo.test', 'Rosa Lindqvist'),
    ('client@demo.test', 'Maria Keller'),
    ('parent@demo.test', 'Anna Fischer'), -- mother of Noah Fischer
    ('thomas.berg@example.test', 'Thomas Berg'), -- uses the app, but has no demo login
    ('org_admin@other.test', 'Olivia Grant'),
    ('dietitian@other.test', 'Samuel Okafor'),
    ('assistant@other.test', 'Nina Alvarez'),
    ('researcher@other.test', 'Ethan Wright'),
    ('client@other.test', 'Grace Miller')
  ) p(email, display_name);

insert into app_public.memberships (org_id, id, user_id, role, title)
select app_private.kb_id('demo', m.org), app_private.kb_id('demo', 'member:' || m.email), app_private.kb_id('demo', m.email),
       m.role::app_public.member_role, m.title
  from (values
    ('demo', 'org_admin@demo.test', 'org_admin', 'Practice manager'),
    ('demo', 'dietitian@demo.test', 'dietitian', 'Registered dietitian'),
    ('demo', 'nutritionist@demo.test', 'dietitian', 'Nutritionist'),
    ('demo', 'assistant@demo.test', 'assistant', 'Practice assistant'),
    ('demo', 'researcher@demo.test', 'researcher', 'Study coordinator'),
    ('other', 'org_admin@other.test', 'org_admin', 'Practice manager'),
    ('other', 'dietitian@other.test', 'dietitian', 'Registered dietitian'),
    ('other', 'assistant@other.test', 'assistant', 'Practice assistant'),
    ('other', 'researcher@other.test', 'researcher', 'Study coordinator')
  ) m(org, email, role, title);
