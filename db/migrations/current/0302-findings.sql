-- What is known of a food is answered as it counts, the organisation's own word put before the knowledge base's already.
drop function if exists app_private.food_words(uuid, uuid[]);

-- A result carries what it rests on as it stands: it is hashed once, with what else its key stands for.
alter type app_private.told_result rename attribute evidence_hash to evidence;

-- Whoever settles or accepts findings needs no words for those that ask for no decision.
drop function if exists app_private.findings(uuid, uuid, daterange, app_private.checked_item[], integer, boolean, jsonb, text[]);
drop function if exists app_private.meal_plan_version_findings(uuid, uuid, uuid, daterange, text[]);
drop function if exists app_private.told_results(uuid, app_private.client_rule[], app_private.checked_item[], app_private.item_food[], integer, boolean);
