call app_private.protect_table('app_public.teams', 'tenant', true);

drop policy if exists select_staff on app_public.teams;
create policy select_staff on app_public.teams for select to tf_assistant, tf_dietitian, tf_org_admin using (true);

grant select on app_public.teams to tf_assistant, tf_dietitian, tf_org_admin;
-- NOTE: writing is not granted: a team's name, members and end go through functions, which look at the clients behind them.

comment on table app_public.teams is $$Members of staff who care for clients together: what is assigned to the team is open to each of them.$$;
comment on column app_public.teams.org_id is 'The organisation.';
comment on column app_public.teams.id is 'Identifies the team.';
comment on column app_public.teams.name is 'What it is called; no two teams in use share a name.';
comment on column app_public.teams.archived_at is 'Since when it is no longer used; null = in use.';
comment on column app_public.teams.created_at is 'When it was made.';
comment on column app_public.teams.updated_at is 'When it was last changed.';
comment on column app_public.teams.updated_by is 'The user who last changed it.';
