-- What the safety checks take and answer.

-- One place of a plan, or a single food, as the checks see it. Of a slot (an item and its "or" alternatives) the first counts.
create type app_private.checked_item as (
  item_id uuid,
  slot_id uuid,              -- the first alternative's item_id
  day_number integer,
  meal_id uuid,
  food_org_id uuid, food_id uuid,
  recipe_org_id uuid, recipe_id uuid,
  free_text text,            -- one unknown food (CLINICAL 7)
  grams numeric,             -- of a food, or of a recipe with a cooked weight
  servings numeric           -- of a recipe
);

create type app_public.safety_finding as (
  key text,                  -- rule, version, place and evidence: what an override is recorded against (CLINICAL 27)
  rule_code text,            -- 'allergy.peanut' where it comes from the allergy list itself
  rule_version integer,
  rule_id uuid,
  severity app_public.rule_severity,
  outcome app_public.finding_outcome,
  scope text,                -- item, meal, day, average_day, version
  place text,                -- 'item:<id>', 'meal:<id>', 'day:3', 'average_day', 'version'
  day_number integer,
  meal_id uuid,
  item_id uuid,
  food_names text[],         -- the foods that break the rule
  nutrient_code text,
  observed numeric,
  observed_is_minimum boolean, -- the value is in [observed, ∞)
  minimum numeric,
  maximum numeric,
  unit text,
  unknown_foods text[],      -- the foods whose value or fact is not known
  message text,
  rationale text,
  citation text,
  citation_url text,
  is_reviewed boolean,
  needs_reason boolean,
  needs_acknowledgement boolean,
  evidence_hash text,
  contributors json,         -- [{"itemId", "dayNumber", "mealId", "name", "value" | "fact", "provenance"}], greatest first
  supersedes text[]          -- codes of the more general rules that this one replaces here (CLINICAL 26)
);
