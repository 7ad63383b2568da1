-- What people should get of a nutrient, after a published set of reference intakes, and how a plan's target came about.
create table app_public.reference_sources (
  code text primary key check (code ~ '^[a-z][a-z0-9_]*$'),
  citation text not null check (length(trim(citation)) > 0),
  year integer not null check (year between 1900 and 2100),
  url text not null check (url ~ '^https://')
);

-- One value of a set's table: a row of the source's life-stage groups, a column of its nutrients.
create table app_public.reference_intakes (
  nutrient_id integer not null references app_public.nutrients,
  kind text not null check (kind in ('rda', 'ai', 'ul', 'cdrr', 'amdr')),
  basis text not null default 'day' check (basis in ('day', 'kg', 'energy_percent')),
  group_code text not null check (group_code ~ '^[a-z][a-z0-9_]*$'),
  group_name text not null,                -- 'women, 19–30 years'
  life_stage app_public.life_stage,        -- null = neither pregnant nor breastfeeding
  sex app_public.sex,                      -- null = both
  age_months_from integer not null check (age_months_from >= 0),
  age_months_to integer,                   -- exclusive; null = no end
  minimum numeric check (minimum > 0),     -- the nutrient's unit a day, per kg of body weight, or percent of energy
  maximum numeric check (maximum > 0),
  source_code text not null references app_public.reference_sources,
  source_table text not null check (length(trim(source_table)) > 0),
  note text check (length(note) <= 500),
  primary key (nutrient_id, kind, basis, group_code),
  check (age_months_to > age_months_from),
  check (minimum <= maximum),
  check ((kind in ('rda', 'ai', 'amdr')) = (minimum is not null)),
  check ((kind in ('ul', 'cdrr', 'amdr')) = (maximum is not null)),
  check ((kind = 'amdr') = (basis = 'energy_percent'))
);
create index on app_public.reference_intakes (source_code);

create table app_public.activity_levels (
  code text primary key check (code ~ '^[a-z][a-z0-9_]*$'),
  name text not null,
  description text not null,
  factor numeric not null check (factor between 1 and 2.5), -- physical activity level: energy of a day over energy at rest
  source_code text not null references app_public.reference_sources,
  sort_order integer not null
);
create index on app_public.activity_levels (source_code);

-- What is known of a client on a day, as far as reference intakes and the energy formula need it.
create type app_private.target_person as (
  sex app_public.sex,                      -- female also where only a pregnancy or breastfeeding says so
  born_on date, age_years integer, age_months integer,
  weight_kg numeric, weighed_on date,      -- of somebody pregnant the last one before, if there is one
  height_cm numeric,
  life_stage app_public.life_stage, life_stage_began_on date
);
comment on type app_private.target_person is 'What is known of a client on a day, as far as reference intakes and the energy formula need it.';

-- One reason for a bound: minimum and maximum in the nutrient's unit a day, and the sentence with the numbers put in.
create type app_private.target_part as (
  nutrient_id integer, minimum numeric, maximum numeric, formula text, citation text, warnings text[]
);
comment on type app_private.target_part is 'One reason for a proposed target: its bounds a day, the formula with the numbers put in, and where it comes from.';

-- null = typed by hand.
alter table app_public.meal_plan_targets
  add column basis jsonb check (jsonb_typeof(basis) = 'object' and length(basis ->> 'formula') between 1 and 2000 and length(basis::text) <= 10000);

alter type app_public.meal_plan_edit add attribute basis jsonb;
comment on column app_public.meal_plan_edit.basis is
  'set_target: how the bounds came about, as propose_targets() says it ({"formula", "sources", "inputs", "warnings", "proposedOn"}); left out = typed by hand.';

-- null = the organisation's.
alter table app_public.clients add column energy_unit text check (energy_unit in ('kcal', 'kJ'));
