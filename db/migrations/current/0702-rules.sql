-- What holds for a client is answered as a list.

drop function if exists app_private.triggered_rules(uuid, uuid, daterange, boolean);
