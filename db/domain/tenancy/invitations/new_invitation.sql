do $$ begin
  if to_regtype('app_public.new_invitation') is null then
    create type app_public.new_invitation as (invitation_id uuid, code text, expires_at timestamptz);
  end if;
end $$;

comment on type app_public.new_invitation is 'An invitation just made.';
comment on column app_public.new_invitation.invitation_id is 'The invitation.';
comment on column app_public.new_invitation.code is 'What the person types in the app. Shown this once: only its hash is kept. Null = a link is mailed.';
comment on column app_public.new_invitation.expires_at is 'Until when it can be accepted.';
