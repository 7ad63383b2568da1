-- Everything that can be re-run, in the order of who knows whom. Bodies may name functions of later files.
set check_function_bodies = off;
--! include tenancy/all.sql
--! include identity/all.sql
--! include library/all.sql
--! include clients/all.sql
--! include tenancy/invitations/all.sql
--! include audit/all.sql
--! include safety/changes/all.sql
--! include medical/all.sql
--! include meal_plans/all.sql
--! include safety/all.sql
--! include tracking/all.sql
--! include jobs/all.sql
--! include research/all.sql
-- Last, because it asks the job queue and what it changes is history: the facts that follow from the seed of inference.
--! include library/inference/apply_fact_inferences.sql
reset check_function_bodies;
