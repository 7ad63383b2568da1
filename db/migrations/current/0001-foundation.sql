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
