-- The organisation that owns the shared library and rules. It has no members; DBAs curate it.
insert into app_public.organizations (id, name) values ('00000000-0000-0000-0000-000000000000', 'Knowledge base')
on conflict (id) do nothing;
