-- What the rules say of a plan is put out as numbers of its items and foods; their words are looked up once, where it is told. The
-- functions that take or answer these types are made again with everything else in db/domain.
drop function if exists app_private.findings(uuid, uuid, daterange, app_private.checked_item[], integer, boolean, jsonb);
drop function if exists app_private.nutrient_results(app_private.client_rule[], app_private.checked_item[], app_private.item_food[], integer);
drop function if exists app_private.fact_results(uuid, app_private.client_rule[], app_private.checked_item[], app_private.item_food[], boolean);
drop function if exists app_private.lone_results(app_private.client_rule[], app_private.checked_item[], app_private.item_food[]);
drop function if exists app_private.energy_share_results(app_private.client_rule[], boolean, app_private.item_amount[]);
drop function if exists app_private.food_contents(app_private.item_food[], integer[]);
drop function if exists app_private.meal_plan_version_findings(uuid, uuid, uuid, daterange);
drop function if exists app_private.library_findings(uuid, uuid[], uuid[], numeric);

-- item_number: the item's place in the list; food_number: the food's place among all foods of the list by name, the same for every item
-- that holds it; hash: stands for the food in what a decision rests on.
alter type app_private.item_food add attribute item_number integer, add attribute food_number integer, add attribute hash bigint;

-- What one rule says of one place, before it is put into words. The state is broken, doubtful (may contain, or only inferred),
-- or open (what is unknown could break it). Foods are told as their numbers with commas between
-- them; of tags and allergens food_facts says, as fact_byte() does, what is known of each of foods.
drop type app_private.rule_result;
create type app_private.rule_result as (
  rule_index integer, state text, scope text, day_number integer, meal_id uuid, item_id uuid,
  observed numeric, observed_is_minimum boolean, minimum numeric, maximum numeric,
  foods text, food_facts integer[], unknown_foods text, inferred_foods text, evidence text
);

-- The same with what follows from the rule.
create type app_private.told_result as (
  rule_index integer, state text, scope text, day_number integer, meal_id uuid, item_id uuid,
  observed numeric, observed_is_minimum boolean, minimum numeric, maximum numeric,
  foods text, food_facts integer[], unknown_foods text, inferred_foods text,
  severity app_public.rule_severity, outcome app_public.finding_outcome, place text, evidence_hash text, key text, rank integer
);
