-- What findings and the rules behind them say more than they did.

-- Foods of which it is only inferred that they are free are told apart from those of which nothing is known (CLINICAL 21), and what
-- speaks: a rule, the client's list of allergies, or a limit that a physician set.
alter type app_public.safety_finding add attribute inferred_foods text[], add attribute origin text;

-- is_certain: whether its trigger surely holds, and on every day, or only could (no date of birth): only a certain rule replaces another
-- (CLINICAL 26).
alter type app_private.client_rule add attribute origin text, add attribute is_certain boolean;

alter type app_private.rule_result add attribute inferred_foods text[];

-- may_contain_breaks: whether the organisation takes "may contain" for "contains" of this entry of an allergy list (CLINICAL 22).
alter type app_private.client_rule add attribute may_contain_breaks boolean;

-- Everything that one organisation says of a food in one row, derived from food_tags and food_allergens by triggers: a week's check
-- reads one row a food instead of fifty.
create table app_private.food_fact_panels (
  org_id uuid not null references app_public.organizations, -- who says it; its own word counts before the knowledge base's
  food_org_id uuid not null,
  food_id uuid not null,
  facts bytea not null,                    -- a byte a property or allergen, in the order of fact_positions(); 0 = no word
  primary key (org_id, food_id),
  foreign key (food_org_id, food_id) references app_public.foods (org_id, id) on delete cascade,
  check (food_org_id in (org_id, '00000000-0000-0000-0000-000000000000'))
);
create index on app_private.food_fact_panels (food_org_id, food_id);
