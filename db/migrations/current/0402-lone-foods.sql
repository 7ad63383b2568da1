-- Foods that are looked at outside any plan.

-- It takes the foods by their ids.
drop function if exists app_private.own_allergen_words(uuid, uuid[], app_private.item_food[]);


-- They are asked about what speaks of foods outside any plan, too.
drop function if exists app_private.client_rule_list(uuid, uuid, daterange);
drop function if exists app_private.triggered_rules(uuid, uuid, daterange);
