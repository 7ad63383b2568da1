-- What findings and the rules behind them say more than they did.

-- Foods of which it is only inferred that they are free are told apart from those of which nothing is known (CLINICAL 21), and what
-- speaks: a rule, the client's list of allergies, or a limit that a physician set.
alter type app_public.safety_finding add attribute inferred_foods text[], add attribute origin text;

-- is_certain: whether its trigger surely holds, or only could (no date of birth): only a certain rule replaces another (CLINICAL 26).
alter type app_private.client_rule add attribute origin text, add attribute is_certain boolean;

alter type app_private.rule_result add attribute inferred_foods text[];
