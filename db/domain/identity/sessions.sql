-- NOTE: without the policy own_organisation: a session is looked for before there is an organisation to be bound to, by its id in
-- a signed token or by the person. Every function here names one of the two.
alter table app_private.sessions enable row level security;
drop policy if exists definer on app_private.sessions;
create policy definer on app_private.sessions to tf_definer using (true) with check (true);

grant select, insert, update, delete on app_private.sessions to tf_definer;

comment on table app_private.sessions is 'Who is signed in where, since when and on which device. A session that has ended keeps its row for a while, so that its tokens are known and refused.';
comment on column app_private.sessions.id is 'Identifies the session; every access token names it.';
comment on column app_private.sessions.user_id is 'The person who is signed in.';
comment on column app_private.sessions.org_id is 'The organisation that the person is signed in to.';
comment on column app_private.sessions.client_id is 'The client record that the person acts as: the own, or a dependant''s. Null = the person''s membership.';
comment on column app_private.sessions.channel is 'web: the refresh token is kept in a cookie; mobile: by the app.';
comment on column app_private.sessions.device is 'The browser or app and its system, such as "Firefox on Windows".';
comment on column app_private.sessions.created_at is 'When the person signed in.';
comment on column app_private.sessions.last_used_at is 'When the session was last refreshed, which happens at least every quarter of an hour while it is used.';
comment on column app_private.sessions.second_factor_at is 'When the person proved the second factor in this session; null = signed in by password alone.';
comment on column app_private.sessions.ended_at is 'When it ended; null = it stands, as long as one of its refresh tokens has not expired.';
comment on column app_private.sessions.end_reason is 'Why it ended: signed_out, ended_elsewhere (from the list of sessions), token_reused, password_changed, left (the place is gone), second_factor_required.';
