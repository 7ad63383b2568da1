call app_private.protect_table('app_private.food_word_synonyms', 'library');
-- NOTE: nothing is granted to people: lines of the knowledge base are written by the file of the vocabulary, and searches read them as the owner.

comment on table app_private.food_word_synonyms is
  'Words that mean the same food, as other kitchens say it: who searches for one finds the other, after what is called so itself. Each line is one direction, because some words mean more here than there.';
comment on column app_private.food_word_synonyms.org_id is 'The organisation that says so; all zeros = the knowledge base.';
comment on column app_private.food_word_synonyms.asked is 'What is typed: a word, or up to three that stand together.';
comment on column app_private.food_word_synonyms.found is 'What is searched for as well.';
comment on column app_private.food_word_synonyms.asked_stems is 'What is typed as it is compared, without the ending of the plural.';
comment on column app_private.food_word_synonyms.found_stems is 'What is searched for as it is compared.';
