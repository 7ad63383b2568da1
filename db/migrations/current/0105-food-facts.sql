-- Facts about foods: what follows from a food's group and name, and what staff confirm.

-- The seed of inference. Written by a file of db/domain only; no role reaches it.
create table app_private.fact_inferences (
  code text primary key check (code ~ '^[a-z][a-z0-9_]*$'),
  precedence integer not null check (precedence between 1 and 9), -- the specific before the general
  food_group_codes text[],                 -- null = any group
  words text[],                            -- one of them stands in the name; null = any name
  not_words text[] not null default '{}',  -- none of them does
  is_whole_name boolean not null default false, -- and nothing else does: every word is one of words, or plain
  nutrient_id integer references app_public.nutrients,
  nutrient_from numeric,                   -- per 100 g, in the nutrient's unit: from <= value < below
  nutrient_below numeric,
  contains text[] not null default '{}',   -- codes of allergens
  may_contain text[] not null default '{}',
  free text[] not null default '{}',       -- '{all}' = each of meant_by_all()
  has text[] not null default '{}',        -- codes of tags
  has_not text[] not null default '{}',    -- likewise
  except_for text[] not null default '{}', -- what 'all' leaves out
  reason text not null check (length(reason) between 10 and 300),
  check (num_nonnulls(words, nutrient_id) > 0),
  check (not is_whole_name or words is not null),
  -- A name tells what is in a food by a word of it, and what is not only when every word of it is understood.
  check (free = '{}' or is_whole_name),
  check (has_not <> '{all}' or is_whole_name),
  check ((nutrient_id is null) = (num_nonnulls(nutrient_from, nutrient_below) = 0)),
  check (nutrient_below > nutrient_from),
  check (contains || may_contain || free || has || has_not <> '{}')
);
create index on app_private.fact_inferences (nutrient_id);

-- The line that a fact was inferred by; null = somebody stated it, and inference leaves it alone.
alter table app_public.food_allergens add column inference_code text;
alter table app_public.food_tags add column inference_code text;

-- What staff confirmed or changed at one go, so that it can be sent again and taken back.
create table app_public.food_fact_reviews (
  org_id uuid not null references app_public.organizations,
  id uuid not null default uuidv7(),
  member_id uuid not null,
  note text check (length(note) <= 1000),
  request jsonb not null,                  -- what was asked, to know it when it is sent again
  changes jsonb not null,                  -- [{foodId, allergen | tag, before, after}]
  undone_at timestamptz,
  undone_by_member_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (org_id, id),
  foreign key (org_id, member_id) references app_public.memberships (org_id, id),
  foreign key (org_id, undone_by_member_id) references app_public.memberships (org_id, id),
  check ((undone_at is null) = (undone_by_member_id is null))
);
create index on app_public.food_fact_reviews (org_id, member_id);
create index on app_public.food_fact_reviews (org_id, undone_by_member_id);
create index on app_public.food_fact_reviews (org_id, created_at desc);
