-- The owner of the shared library. Here, because the rows that all.sql files bring along (allergens, rules) belong to it.
insert into app_public.organizations (id, name) values ('00000000-0000-0000-0000-000000000000', 'Knowledge base')
  on conflict (id) do nothing;

-- What was loaded from files, so that a start that brings nothing new reads one row and goes on.
create table app_private.seed_versions (
  name text primary key,                   -- 'db/domain', 'starter library', 'demo practice'
  content_hash text not null,              -- sha-256 over the files that it was loaded from
  seeded_at timestamptz not null default now()
);
comment on table app_private.seed_versions is 'Which edition of what is loaded from files this database holds.';
comment on column app_private.seed_versions.name is 'What was loaded.';
comment on column app_private.seed_versions.content_hash is 'SHA-256, hexadecimal, of the files that it was loaded from.';
comment on column app_private.seed_versions.seeded_at is 'When it was loaded.';
