-- The search by meaning: words that mean the same, words that are written alike, and how plain a name is.
create extension if not exists fuzzystrmatch with schema public;

-- Like search_normal(), these are history: stored columns and rows hold their results, so another rule rewrites those.
create or replace function app_private.word_stems(written text) returns text
  language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  -- "eggs" is compared as "egg", "tomatoes" as "tomato".
  select regexp_replace(app_private.search_normal(written), '(?<=[[:alnum:]]{2})(ies|(?<=o)es|(?<!s)s)\M', '', 'g')
$$;
comment on function app_private.word_stems(text) is 'The words as searches compare them, each without the ending of the plural.';
grant execute on function app_private.word_stems(text) to tf_definer;

create or replace function app_private.name_narrowness(name text) returns integer
  language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select coalesce(sum(case
           when w.word = any ('{raw,whole,fresh,plain,natural,ripe,regular,ordinary,common,all,average,year,round,varieties,types,commercial,unspecified,enriched,unenriched,
                               salted,unsalted,salt,farmed,fluid,water,tap,skin,skinless,peel,flesh,meat,lean,fat,milkfat,milk,cow,grain,long,large,medium,broiler,fryer,broilers,fryers,
                               and,or,with,without,of,in,the,from,to,as,for,added,vitamin,vitamins,a,c,d,e}') then 0
           when w.word = any ('{white,red,green,yellow,black,boiled,cooked,drained,brewed,steamed,baked,roasted,grilled,dry,ground,mince,minced,table,atlantic,frozen}') then 1
           else 2 end), 0)::integer
    from string_to_table(app_private.search_normal(name), ' ') w(word)
   where w.word ~ '[a-z]'
$$;
comment on function app_private.name_narrowness(text) is
  'How far a name narrows what it names: 2 a word; 1 for a usual form (white, boiled, ground), and nothing for words such as raw, whole, fresh or plain, which say that it is the thing itself.';
grant execute on function app_private.name_narrowness(text) to tf_definer;

alter table app_public.foods add column if not exists narrowness integer not null generated always as (app_private.name_narrowness(name)) stored;

-- Every word that a food or recipe is found by: what is not among them was mistyped, or is not finished.
create table if not exists app_private.search_words (
  org_id uuid not null references app_public.organizations,
  word text not null,                      -- as word_stems() has it
  primary key (org_id, word)
);
insert into app_private.search_words (org_id, word)
select distinct e.org_id, w.word
  from (select f.org_id, f.search_text from app_public.foods f union all select r.org_id, r.search_name from app_public.recipes r) e
 cross join string_to_table(app_private.word_stems(e.search_text), ' ') w(word)
 where w.word ~ '^[a-z]{3,}$'
on conflict do nothing;

-- Words that mean the same food, as British, American and other kitchens say it. Lines of the knowledge base; an organisation's own count beside them.
create table if not exists app_private.food_word_synonyms (
  org_id uuid not null references app_public.organizations,
  asked text not null check (asked = app_private.search_normal(asked) and asked ~ '[a-z]' and length(asked) <= 60),
  found text not null check (found = app_private.search_normal(found) and found ~ '[a-z]' and length(found) <= 60),
  asked_stems text not null generated always as (app_private.word_stems(asked)) stored,
  found_stems text not null generated always as (app_private.word_stems(found)) stored,
  primary key (org_id, asked, found),
  check (asked <> found)
);
create index if not exists food_word_synonyms_asked_stems_idx on app_private.food_word_synonyms (asked_stems text_pattern_ops);

-- One way to say what is searched for, and how it is compared with names.
drop type if exists app_private.search_wording cascade;
create type app_private.search_wording as (
  stems text[],
  steps integer,                           -- away from what was typed: words that mean the same
  is_alike boolean,                        -- a word of it was mistyped
  indexable text,                          -- what the trigram index is asked
  likes text[],                            -- all of which hold
  word_regexes text[],
  begin_regexes text[],
  phrase text,
  part text,
  head text
);

drop function if exists app_private.keep_claims(text[], app_private.panel_of_100g[]);
drop type if exists app_private.panel_of_100g;

-- The foods that were not imported whole: what is offered first where nothing is typed.
create index if not exists foods_stated_idx on app_public.foods (id) where library_code is distinct from 'usda_sr';
