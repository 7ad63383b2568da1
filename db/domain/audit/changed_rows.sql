create or replace function app_private.changed_rows(before_rows jsonb[], after_rows jsonb[], unseen text[]) returns table (before jsonb, after jsonb)
  language sql immutable parallel safe rows 10
as $$
  select r.before, r.after
    from unnest(before_rows, after_rows) r(before, after)
   where r.before is null or r.after is null or r.before - unseen <> r.after - unseen
$$;

comment on function app_private.changed_rows(jsonb[], jsonb[], text[]) is
  'What a statement did to each row, of its transition tables in their order: new (before is null), gone (after is null), or with other values than before in any but the unseen columns.';
revoke execute on function app_private.changed_rows(jsonb[], jsonb[], text[]) from public;
