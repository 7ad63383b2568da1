call app_private.protect_table('app_private.search_words', 'library');

create or replace trigger _600_search_words_insert after insert on app_public.foods referencing new table as after_rows
  for each statement execute function app_private.tg__search_words('foods');
create or replace trigger _600_search_words_update after update on app_public.foods referencing new table as after_rows
  for each statement execute function app_private.tg__search_words('foods');
create or replace trigger _600_search_words_insert after insert on app_public.recipes referencing new table as after_rows
  for each statement execute function app_private.tg__search_words('recipes');
create or replace trigger _600_search_words_update after update on app_public.recipes referencing new table as after_rows
  for each statement execute function app_private.tg__search_words('recipes');

comment on table app_private.search_words is
  'The words that foods and recipes are found by, written by triggers: what is not among them was mistyped. A word stays when its last food goes: it then leads to nothing.';
comment on column app_private.search_words.org_id is 'The organisation whose food or recipe has it; all zeros = the knowledge base.';
comment on column app_private.search_words.word is 'The word as word_stems() has it; of letters, three at least.';
