call app_private.protect_table('app_public.team_members', 'tenant', true);

drop policy if exists select_staff on app_public.team_members;
create policy select_staff on app_public.team_members for select to tf_assistant, tf_dietitian, tf_org_admin using (true);

grant select on app_public.team_members to tf_assistant, tf_dietitian, tf_org_admin;
-- NOTE: writing is not granted: joining a team opens records, so it goes through functions that tell whom it concerns.

comment on table app_public.team_members is $$Who belongs to a team, from when until when.$$;
comment on column app_public.team_members.org_id is 'The organisation.';
comment on column app_public.team_members.id is 'Identifies the period.';
comment on column app_public.team_members.team_id is 'The team.';
comment on column app_public.team_members.member_id is 'The member of staff.';
comment on column app_public.team_members.starts_on is 'First day.';
comment on column app_public.team_members.ends_on is 'Day after the last; null = open.';
comment on column app_public.team_members.reason is 'Why, where whoever joined wrote it: an org_admin who joins a team with clients must.';
comment on column app_public.team_members.is_take_over is 'Whether an org_admin opened the records of the team''s clients to herself by joining.';
comment on column app_public.team_members.created_at is 'When it was recorded.';
comment on column app_public.team_members.updated_at is 'When it was last changed.';
comment on column app_public.team_members.updated_by is 'The user who last changed it.';
