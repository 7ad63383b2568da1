-- What a version's check says is one document, as the builder's is.
drop function if exists app_public.check_meal_plan_version(uuid, uuid, date, date);
drop function if exists app_private.meal_plan_findings(uuid, uuid);
