create or replace function app_private.require_code(rule text, kind text, code text) returns void
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_known text[];
  v_table text := case kind when 'nutrient' then 'nutrients' when 'tag' then 'tags' when 'exercise tag' then 'tags' when 'condition' then 'conditions'
                            when 'medication' then 'medications' when 'allergen' then 'allergens' when 'lab test' then 'lab_tests' end;
  v_nearest text;
begin
  execute format('select array_agg(t.code) from app_public.%I t%s', v_table,
                 case when kind in ('nutrient', 'lab test') then '' when kind = 'tag' then ' where t.kind = ''food''' when kind = 'exercise tag' then ' where t.kind = ''exercise'''
                      else ' where t.org_id = ''00000000-0000-0000-0000-000000000000''' end) into v_known;
  if code = any (v_known) then
    return;
  end if;
  select k.code into v_nearest from unnest(v_known) k(code)
   where public.similarity(k.code, require_code.code) > 0.3
   order by public.similarity(k.code, require_code.code) desc, k.code limit 1;
  perform app_private.refuse_rule(rule, format('there is no %s "%s".%s The codes are in app_public.%s.',
    kind, code, coalesce(' Did you mean "' || v_nearest || '"?', ''), v_table));
end $$;

comment on function app_private.require_code(text, text, text) is
  'TF040 unless the knowledge base has a nutrient, tag, exercise tag, condition, medication, allergen or lab test with this code; suggests the nearest one.';
