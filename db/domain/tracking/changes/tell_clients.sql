create or replace procedure app_private.tell_clients(target regclass, kind text, client_column text default 'client_id', from_column text default '', to_column text default '', unseen text[] default '{}')
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_event record;
begin
  for v_event in
    select * from (values ('insert', 'new table as after_rows'), ('delete', 'old table as before_rows'),
                          ('update', 'old table as before_rows new table as after_rows')) e(name, transition)
  loop
    execute format('create or replace trigger _800_told_%s after %1$s on %s referencing %s for each statement execute function app_private.tg__client_told(%L, %L, %L, %L, %L)',
                   v_event.name, target, v_event.transition, kind, client_column, from_column, to_column, unseen || '{created_at,updated_at,updated_by}');
  end loop;
end $$;

comment on procedure app_private.tell_clients(regclass, text, text, text, text, text[]) is
  'Has each change of a table that clients see noted for changes(), under that kind. Unseen: columns whose change alone no client sees.';

-- What is told: every table about one client that tf_client may read, but for what is derived from these or never changes.
do $$
begin
  call app_private.tell_clients('app_public.meal_plan_assignments', 'plan', from_column => 'starts_on', to_column => 'ends_on', unseen => '{status_reason}');
  call app_private.tell_clients('app_public.meal_logs', 'log', from_column => 'logged_on', to_column => 'logged_on');
  call app_private.tell_clients('app_public.diary_comments', 'comment', from_column => 'on_date', to_column => 'on_date');
  call app_private.tell_clients('app_public.clients', 'profile', 'id');
  call app_private.tell_clients('app_public.client_allergies', 'allergy');
  call app_private.tell_clients('app_public.client_conditions', 'condition', unseen => '{note}');
  call app_private.tell_clients('app_public.client_medications', 'medication', unseen => '{note}');
  call app_private.tell_clients('app_public.client_life_stages', 'life_stage');
  call app_private.tell_clients('app_public.client_labs', 'lab', unseen => '{note}');
  call app_private.tell_clients('app_public.client_limits', 'limit', unseen => '{note}');
  call app_private.tell_clients('app_public.client_preferences', 'preference', unseen => '{note}');
  call app_private.tell_clients('app_public.body_metrics', 'measure');
  call app_private.tell_clients('app_public.record_copies', 'copy');
end $$;
