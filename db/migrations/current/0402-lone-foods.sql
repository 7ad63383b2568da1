-- Foods that are looked at outside any plan.

-- It takes the foods by their ids.
drop function if exists app_private.own_allergen_words(uuid, uuid[], app_private.item_food[]);

