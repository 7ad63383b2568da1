--! Previous: sha1:c37a99f11935bb23f1834df2df7b6e975edafad8
--! Hash: sha1:ed3038eb0613094c445be69d85f1b6ea028d2654
--! Message: packed amounts, search by meaning, record copies

--! split: 1-current.sql
-- Tables, types and indexes of the next release. What can be re-run lives in db/domain.

--! split: 0301-nutrients.sql
-- A food's panel as one number, a block of digits a nutrient, so that weighing a food is one multiplication and adding up a meal one sum.
alter table app_private.food_panels
  add column packed numeric,               -- null where a value has more digits than a block holds
  add column lacks bit varying,            -- 1 where there is no value
  add column lacking integer[];            -- the nutrients without a value
create index on app_private.food_panels (food_id) where packed is null;

-- What the rules that ship name beside the panel is packed with it.
alter table app_public.nutrients add column is_ruled boolean not null default false;

-- NaN is greater than infinity: neither is an amount.
alter table app_public.food_nutrients add check (amount < 'infinity');

-- How amounts are packed: of which nutrients, how many of them as food_panels has them, digits a nutrient, how many of those are
-- decimals, and how many digits stand before the first block.
create type app_private.packing as (
  nutrient_ids integer[], stored integer, width integer, decimals integer, shift integer
);

--! split: 0302-findings.sql
-- What is known of a food is answered as it counts, the organisation's own word put before the knowledge base's already.
drop function if exists app_private.food_words(uuid, uuid[]);

-- A result carries what it rests on as it stands: it is hashed once, with what else its key stands for.
alter type app_private.told_result rename attribute evidence_hash to evidence;

-- Whoever settles or accepts findings needs no words for those that ask for no decision.
drop function if exists app_private.findings(uuid, uuid, daterange, app_private.checked_item[], integer, boolean, jsonb, text[]);
drop function if exists app_private.meal_plan_version_findings(uuid, uuid, uuid, daterange, text[]);
drop function if exists app_private.told_results(uuid, app_private.client_rule[], app_private.checked_item[], app_private.item_food[], integer, boolean);

--! split: 0303-publishing.sql
-- Publishing, and what goes on after it.
alter table app_public.meal_plan_versions
  add column if not exists continued_with text; -- SHA-256 (hex) of the edits that it began with, to know the request again

-- It answers which part became which.
drop function if exists app_private.copy_meal_plan_version(uuid, uuid, uuid);

-- It also says what of the library has changed since its caller read it.
drop function if exists app_public.visit_draft(uuid, boolean, boolean);

-- Facts are kept as they are written, and are hashed as they stand; jsonb took them apart and put them together again. Nothing of what is
-- frozen is compressed: it is written once, while somebody waits, and read every day. Dumps and file systems compress it as well.
alter table app_public.published_contents
  alter column facts type json using facts::text::json,
  alter column content set storage external,
  alter column facts set storage external,
  alter column nutrition set storage external;
drop function if exists app_private.meal_plan_facts(uuid, uuid);
drop function if exists app_private.meal_plan_content_hash(jsonb, jsonb, jsonb);

-- Publishing asks only for what may need a decision.
drop function if exists app_private.meal_plan_version_findings(uuid, uuid, uuid, daterange, text[]);
drop function if exists app_private.findings(uuid, uuid, daterange, app_private.checked_item[], integer, boolean, jsonb, text[]);

--! split: 0305-search.sql
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

--! split: 0306-desk.sql
-- For which days a plan was prepared: whoever gives a template to several clients and may not publish says when it is to begin, and
-- whoever publishes and assigns it finds the days there.
alter table app_public.meal_plan_versions
  add column if not exists intended_starts_on date,
  add column if not exists intended_ends_on date; -- exclusive
alter table app_public.meal_plan_versions drop constraint if exists meal_plan_versions_intended;
alter table app_public.meal_plan_versions
  add constraint meal_plan_versions_intended check (
    case when intended_starts_on is null then intended_ends_on is null
         else isfinite(intended_starts_on) and coalesce(isfinite(intended_ends_on) and intended_ends_on > intended_starts_on, true) end);

--! split: 0307-mobile.sql
-- Re-checks that fail are seen by staff, and clients take a copy of their own record home.

-- A re-check that failed. Deleting the row, which only a check that succeeds does, ends it.
alter table app_private.safety_rechecks add column if not exists failing_since timestamptz; -- first failure since the last check; null = none
create index if not exists safety_rechecks_failing on app_private.safety_rechecks (org_id, client_id) where failing_since is not null;

alter table app_public.notifications drop constraint notifications_kind_check, add constraint notifications_kind_check check (kind in (
  'care_assigned', 'care_ended', 'client_handed_over', 'clients_handed_over', 'client_taken_over',
  'team_joined', 'team_left', 'team_taken_over', 'export_decided', 'export_ready', 'rule_adjustment_lapsed', 'safety_alert',
  'plan_review_requested', 'plan_returned', 'plan_published', 'recheck_failed', 'rechecks_failing'));
-- Answers a column more.
drop function if exists app_private.safety_leftovers();

-- A copy of a record for the client herself. Nobody approves it: it is hers. The file lies in the file storage.
create type app_public.record_copy_status as enum ('requested', 'running', 'ready', 'failed', 'expired');
create table app_public.record_copies (
  org_id uuid not null references app_public.organizations,
  id uuid not null default uuidv7(),
  client_id uuid not null,
  requested_by uuid not null references app_public.users,
  status app_public.record_copy_status not null default 'requested',
  started_at timestamptz,
  finished_at timestamptz,
  expires_at timestamptz,
  byte_size bigint,
  sha256 text,
  failure text,                            -- why there is no file, in words for whoever asked
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  foreign key (org_id, client_id) references app_public.clients (org_id, id),
  check (num_nonnulls(expires_at, byte_size, sha256) = case when status in ('ready', 'expired') then 3 else 0 end)
);
create index on app_public.record_copies (org_id, client_id);
create index on app_public.record_copies (requested_by);
create index record_copies_open on app_public.record_copies (status) where status in ('requested', 'running', 'ready');

create table app_private.record_copy_files (
  org_id uuid not null,
  record_copy_id uuid not null,
  storage_key text not null,
  primary key (org_id, record_copy_id),
  foreign key (org_id, record_copy_id) references app_public.record_copies (org_id, id)
);

--! split: 0308-accepted-findings.sql
-- What is undetermined and was a caution when it was seen asked for no decision: its evidence is empty from now on, so that the same
-- evidence asks for one where it has become a contraindication since. What is a contraindication now is taken for decided upon.
with seen as (
  delete from app_private.accepted_findings a
   using app_public.meal_plan_assignments m
   where (m.org_id, m.id) = (a.org_id, a.meal_plan_assignment_id)
     and a.outcome <> 'breach'
     and not (a.outcome = 'undetermined' and (
       exists (select from app_public.contraindication_rules r where (r.code, r.version) = (a.rule_code, a.rule_version) and r.severity = 'contraindicated')
       or exists (select from app_public.client_allergies c join app_public.allergens g on (g.org_id, g.id) = (c.allergen_org_id, c.allergen_id)
                   where (c.org_id, c.client_id) = (m.org_id, m.client_id) and a.rule_code = 'allergy.' || g.code and c.kind = 'allergy' and c.criticality = 'high')
       or a.rule_code like 'limit.%' and exists (select from app_public.client_limits l
                   where (l.org_id, l.client_id) = (m.org_id, m.client_id) and l.severity = 'contraindicated')))
  returning a.*
)
insert into app_private.accepted_findings (org_id, meal_plan_assignment_id, rule_code, rule_version, place, outcome, evidence_hash, accepted_at)
select s.org_id, s.meal_plan_assignment_id, s.rule_code, s.rule_version, s.place, s.outcome, '', s.accepted_at from seen s
on conflict do nothing;
