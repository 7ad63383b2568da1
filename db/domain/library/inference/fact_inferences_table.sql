-- NOTE: nothing is granted: lines are written by a file of db/domain, and read by what infers, which runs as the owner.
comment on table app_private.fact_inferences is $$What a food's group, name and figures tell of its allergens and properties, one line an idea. Closed vocabulary, curated by DBAs.$$;
comment on column app_private.fact_inferences.code is 'Names the line; the facts that it leads to carry it.';
comment on column app_private.fact_inferences.precedence is '1 to 9: where lines differ on a fact the highest counts, and among equals the graver word. 2 = a single natural food, 3 and 4 = what such foods mostly have, 5 = a word of the name, 6 = a measured value.';
comment on column app_private.fact_inferences.food_group_codes is 'The groups of food it is about; null = any.';
comment on column app_private.fact_inferences.words is 'Words, or up to three that stand together, of which the name has one. Capitals, accents and plurals make no difference.';
comment on column app_private.fact_inferences.not_words is 'Words of which the name has none.';
comment on column app_private.fact_inferences.is_whole_name is 'Every word of the name is one of words or plain (plain_food_words()): only then may the line say "free".';
comment on column app_private.fact_inferences.nutrient_id is 'A nutrient whose amount per 100 g lies from nutrient_from up to, but without, nutrient_below; an unknown amount never does.';
comment on column app_private.fact_inferences.nutrient_from is 'At least this much, in the nutrient''s unit; null = no lower end.';
comment on column app_private.fact_inferences.nutrient_below is 'Less than this, in the nutrient''s unit; null = no upper end.';
comment on column app_private.fact_inferences.contains is 'Codes of allergens that the food contains.';
comment on column app_private.fact_inferences.may_contain is 'Codes of allergens that it may contain.';
comment on column app_private.fact_inferences.free is 'Codes of allergens that it is free of; all = each of meant_by_all(), but for except_for.';
comment on column app_private.fact_inferences.has is 'Codes of tags that it has.';
comment on column app_private.fact_inferences.has_not is 'Codes of tags that it has not; all = each of meant_by_all(), but for except_for.';
comment on column app_private.fact_inferences.except_for is 'What "all" leaves out, because the name does not tell.';
comment on column app_private.fact_inferences.reason is 'Why, in a sentence that stands beside each fact.';
