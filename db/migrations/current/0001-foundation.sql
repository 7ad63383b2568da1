-- The house: schemas, extensions and the vocabulary of types that the tables share.
-- While nothing is released this file starts from nothing, so that it can be run again.
drop schema if exists app_public, app_hidden, app_private, audit, staging cascade;

create schema app_public;   -- what GraphQL shows
create schema app_hidden;   -- helpers that policies call
create schema app_private;  -- secrets and internals
create schema audit;        -- who changed what
create schema staging;      -- raw rows of a legacy import

create extension if not exists pg_trgm with schema public;
create extension if not exists unaccent with schema public;
create extension if not exists btree_gist with schema public;
create extension if not exists citext with schema public;
create extension if not exists pgcrypto with schema public;

revoke all on schema public from public;
grant usage on schema public to tf_definer, tf_authenticator, tf_anonymous, tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
grant usage on schema app_public, app_hidden to tf_definer, tf_authenticator, tf_anonymous, tf_client, tf_assistant, tf_dietitian, tf_org_admin, tf_researcher;
-- tf_definer owns the definer functions, and a function's owner must be able to create in its schema.
grant usage, create on schema app_public, app_hidden, app_private to tf_definer;
grant usage on schema app_private to tf_authenticator;
grant usage on schema audit to tf_definer, tf_org_admin;

-- A function is executable by nobody until it is granted.
alter default privileges revoke execute on functions from public;
alter default privileges in schema app_public revoke all on tables from public;

-- tenancy
create type app_public.member_role as enum ('org_admin', 'dietitian', 'assistant', 'researcher');
create type app_public.membership_status as enum ('active', 'deactivated');
-- library
create type app_public.unit_dimension as enum ('mass', 'volume', 'count');
create type app_public.tag_kind as enum ('food', 'exercise');
create type app_public.allergen_presence as enum ('contains', 'may_contain', 'free');
create type app_public.fact_provenance as enum ('declared', 'reviewed', 'inferred');
-- clients and medical
create type app_public.sex as enum ('female', 'male');
create type app_public.client_status as enum ('active', 'paused', 'archived');
create type app_public.allergy_kind as enum ('allergy', 'intolerance');
create type app_public.allergy_criticality as enum ('low', 'high');
create type app_public.allergy_status as enum ('active', 'resolved', 'refuted');
create type app_public.life_stage as enum ('pregnancy', 'lactation');
create type app_public.rule_severity as enum ('info', 'caution', 'contraindicated');
create type app_public.rule_effect as enum ('nutrient_bound', 'nutrient_variation', 'avoid_tag', 'avoid_allergen');
create type app_public.bound_scope as enum ('item', 'meal', 'day', 'average_day');
create type app_public.bound_basis as enum ('absolute', 'per_kg', 'energy_percent');
create type app_public.weight_basis as enum ('actual', 'dry', 'adjusted');
create type app_public.finding_outcome as enum ('ok', 'warning', 'breach', 'undetermined');
-- meal plans
create type app_public.plan_version_status as enum ('draft', 'published');
create type app_public.day_mapping as enum ('cyclic', 'weekday');
create type app_public.assignment_status as enum ('active', 'suspended', 'cancelled');
create type app_public.override_kind as enum ('override', 'acknowledgement');
-- tracking
create type app_public.meal_log_outcome as enum ('eaten', 'alternative', 'partly', 'skipped', 'unplanned');
create type app_public.body_metric_kind as enum ('weight', 'dry_weight', 'adjusted_weight', 'waist');
-- research
create type app_public.export_kind as enum ('client_logs');
create type app_public.export_status as enum ('requested', 'approved', 'rejected', 'running', 'ready', 'failed', 'expired');

comment on type app_public.member_role is 'What a member of staff may do.';
comment on type app_public.membership_status is 'Whether a member of staff is active.';
comment on type app_public.unit_dimension is 'What a unit measures.';
comment on type app_public.tag_kind is 'What a tag is about.';
comment on type app_public.allergen_presence is 'Whether a food contains, may contain, or is free of an allergen; no row = nobody has reviewed it.';
comment on type app_public.fact_provenance is 'How a fact is known: declared on the label, reviewed by a person, or inferred.';
comment on type app_public.sex is 'Sex as reference intakes need it.';
comment on type app_public.client_status is 'Whether a client is in care.';
comment on type app_public.allergy_kind is 'Allergy or intolerance.';
comment on type app_public.allergy_criticality is 'How dangerous a reaction can be.';
comment on type app_public.allergy_status is 'Whether an allergy still stands.';
comment on type app_public.life_stage is 'Pregnancy or lactation.';
comment on type app_public.rule_severity is 'How much a rule weighs: info and caution warn, contraindicated blocks.';
comment on type app_public.rule_effect is 'What a rule demands.';
comment on type app_public.bound_scope is 'Over what a nutrient is bounded.';
comment on type app_public.bound_basis is 'How a bound is stated: absolute, per kg of body weight, or percent of energy.';
comment on type app_public.weight_basis is 'Which body weight a bound per kg means.';
comment on type app_public.finding_outcome is 'What an evaluation found; undetermined = missing data could hide a breach.';
comment on type app_public.plan_version_status is 'A draft can be edited; what is published never changes.';
comment on type app_public.day_mapping is 'How a plan''s days map to dates: in a cycle from the start, or by day of the week (day 1 = Monday).';
comment on type app_public.assignment_status is 'Whether a client follows an assigned plan.';
comment on type app_public.override_kind is 'Whether a person overrode a breach or acknowledged what could not be determined.';
comment on type app_public.meal_log_outcome is 'What became of a meal.';
comment on type app_public.body_metric_kind is 'What was measured.';
comment on type app_public.export_kind is 'What an export holds.';
comment on type app_public.export_status is 'Where an export stands.';
