-- The clients, who cares for them, and their weight.
create temp table demo_clients (
  org text, code text primary key, given_name text, family_name text, born_on date, sex app_public.sex, height_cm numeric,
  email text, phone text, status app_public.client_status, review_in_days integer, member text, first_weight numeric, last_weight numeric
) on commit drop;
insert into demo_clients values
  ('demo', 'maria_keller', 'Maria', 'Keller', '1968-04-12', 'female', 166, 'client@demo.test', '+49 30 5550101', 'active', 6, 'dietitian', 78.4, 75.9),
  ('demo', 'thomas_berg', 'Thomas', 'Berg', '1959-11-03', 'male', 181, 'thomas.berg@example.test', '+49 30 5550102', 'active', 2, 'dietitian', 98.2, 94.1),
  ('demo', 'aylin_demir', 'Aylin', 'Demir', '1993-02-21', 'female', 164, 'aylin.demir@example.test', '+49 30 5550103', 'active', 9, 'dietitian', 61.0, 65.8),
  ('demo', 'paul_novak', 'Paul', 'Novák', '1975-07-30', 'male', 178, 'paul.novak@example.test', null, 'active', 20, 'dietitian', 91.5, 89.7),
  ('demo', 'sofia_rossi', 'Sofia', 'Rossi', '2001-09-08', 'female', 170, 'sofia.rossi@example.test', '+49 30 5550105', 'active', 13, 'dietitian', 55.2, 57.0),
  ('demo', 'george_hughes', 'George', 'Hughes', '1948-01-17', 'male', 174, null, '+49 30 5550106', 'active', 1, 'dietitian', 80.3, 79.8),
  ('demo', 'emma_lindholm', 'Emma', 'Lindholm', '1986-05-25', 'female', 172, 'emma.lindholm@example.test', null, 'active', 27, 'dietitian', 68.9, 67.4),
  ('demo', 'david_stein', 'David', 'Stein', '1990-12-11', 'male', 185, 'david.stein@example.test', '+49 30 5550108', 'active', 16, 'dietitian', 104.0, 99.6),
  ('demo', 'chiara_moretti', 'Chiara', 'Moretti', '1999-03-19', 'female', 168, 'chiara.moretti@example.test', null, 'active', 5, 'dietitian', 58.7, 58.9),
  ('demo', 'lukas_hoffmann', 'Lukas', 'Hoffmann', '1982-10-02', 'male', 179, 'lukas.hoffmann@example.test', null, 'paused', null, 'dietitian', 84.6, 85.1),
  ('demo', 'fatima_haddad', 'Fatima', 'Haddad', '1971-08-14', 'female', 160, 'fatima.haddad@example.test', '+49 30 5550111', 'active', 34, 'dietitian', 72.3, 70.8),
  ('demo', 'peter_janssen', 'Peter', 'Janssen', '1963-06-06', 'male', 183, 'peter.janssen@example.test', '+49 30 5550112', 'active', 4, 'nutritionist', 95.0, 93.2),
  ('demo', 'ingrid_olsen', 'Ingrid', 'Olsen', '1955-12-28', 'female', 163, null, '+49 30 5550113', 'active', 11, 'nutritionist', 59.4, 59.9),
  ('demo', 'noah_fischer', 'Noah', 'Fischer', '2012-02-09', 'male', 158, null, '+49 30 5550114', 'active', 18, 'nutritionist', 63.5, 62.8),
  ('other', 'grace_miller', 'Grace', 'Miller', '1979-03-27', 'female', 165, 'client@other.test', '+1 212 555 0101', 'active', 7, 'dietitian', 82.1, 79.9),
  ('other', 'walter_reed', 'Walter', 'Reed', '1951-10-19', 'male', 176, null, '+1 212 555 0102', 'active', 3, 'dietitian', 88.0, 86.5),
  ('other', 'lucia_torres', 'Lucía', 'Torres', '1995-01-05', 'female', 162, 'lucia.torres@example.test', null, 'active', 21, 'dietitian', 70.6, 69.2);

insert into app_public.clients
  (org_id, id, user_id, given_name, family_name, born_on, sex, height_cm, email, phone, status, next_review_on)
select app_private.kb_id('demo', c.org), app_private.kb_id('demo', c.code), u.id, c.given_name, c.family_name, c.born_on, c.sex,
       c.height_cm, c.email, c.phone, c.status, pg_temp.demo_today(c.org) + c.review_in_days
  from demo_clients c left join app_public.users u on u.email = c.email;

-- The assistant helps the dietitian with the first half of the list.
insert into app_public.care_assignments (org_id, id, client_id, member_id, starts_on)
select app_private.kb_id('demo', c.org), app_private.kb_id('demo', 'care:' || c.code || ':' || m.role), app_private.kb_id('demo', c.code),
       app_private.kb_id('demo', 'member:' || m.role || '@' || c.org || '.test'), pg_temp.demo_today(c.org) - 120
  from demo_clients c
 cross join lateral (values (c.member), ('assistant')) m(role)
 where m.role <> 'assistant' or c.code in ('maria_keller', 'thomas_berg', 'aylin_demir', 'paul_novak', 'sofia_rossi', 'george_hughes', 'grace_miller');

-- A weight every two weeks from the first to the last, with the small ups and downs that scales show.
insert into app_public.body_metrics (org_id, id, client_id, kind, value, measured_on)
select app_private.kb_id('demo', c.org), app_private.kb_id('demo', 'weight:' || c.code || ':' || n), app_private.kb_id('demo', c.code), 'weight',
       round(c.first_weight + (c.last_weight - c.first_weight) * n / 8 + ((hashtext(c.code || n) % 5) * case when n in (0, 8) then 0 else 0.1 end), 1),
       pg_temp.demo_today(c.org) - 3 - (8 - n) * 14
  from demo_clients c, generate_series(0, 8) n;

-- What he gets on paper is in German and in kilojoules.
update app_public.clients set locale = 'de-DE', energy_unit = 'kJ' where (org_id, id) = (app_private.kb_id('demo', 'demo'), app_private.kb_id('demo', 'thomas_berg'));
