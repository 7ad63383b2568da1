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

-- A rule that holds for a client, its limits resolved; also stands for an entry of the allergy list.
create type app_private.client_rule as (
  rule_id uuid, code text, version integer, severity app_public.rule_severity,
  effect app_public.rule_effect, nutrient_id integer, scope app_public.bound_scope, basis app_public.bound_basis,
  minimum numeric, maximum numeric, unit text, -- in the nutrient's unit (per kg: times the weight) or percent of energy
  max_variation_percent numeric, tag_code text, allergen_org_id uuid, allergen_id uuid,
  missing text,              -- what must be known of the client before the rule can be decided; null = nothing
  replaces text[],           -- codes of the rules that hold too but count no more because of this one
  message text, rationale text, citation text, citation_url text, is_reviewed boolean
);

-- One food of an item, recipes taken apart; no food_id = free text or an empty recipe, of which nothing is known.
create type app_private.item_food as (
  item_id uuid, food_org_id uuid, food_id uuid, name text, grams numeric
);

-- How much of a nutrient an item holds: [known, ∞) where is_open, because a food in it has no value (CLINICAL 3).
create type app_private.item_amount as (
  item_id uuid, slot_id uuid, day_number integer, meal_id uuid, nutrient_id integer, known numeric, is_open boolean
);

-- What one rule says of one place, before it is put into words. The state is broken, doubtful (may contain, or only inferred),
-- or open (what is unknown could break it).
create type app_private.rule_result as (
  rule_index bigint, state text, scope text, day_number integer, meal_id uuid, item_id uuid,
  observed numeric, observed_is_minimum boolean, minimum numeric, maximum numeric,
  food_names text[], unknown_foods text[], contributors json, evidence text
);
