--! Previous: sha1:ed3038eb0613094c445be69d85f1b6ea028d2654
--! Hash: sha1:5987fe48ab02b8cd0ab7817ceeaddefeb33bb1cf
--! Message: facts written for publishing, foods alone, pieces

--! split: 1-current.sql
-- Tables, types and indexes of the next release. What can be re-run lives in db/domain.

--! split: 0402-lone-foods.sql
-- Foods that are looked at outside any plan.

-- It takes the foods by their ids.
drop function if exists app_private.own_allergen_words(uuid, uuid[], app_private.item_food[]);


-- They are asked about what speaks of foods outside any plan, too.
drop function if exists app_private.client_rule_list(uuid, uuid, daterange);
drop function if exists app_private.triggered_rules(uuid, uuid, daterange);

--! split: 0403-publishing.sql
-- What publishing freezes of a food's facts, ready written: of a plan of four weeks it has fifty thousand values.
create table app_private.written_facts (
  org_id uuid not null references app_public.organizations, -- who says it; its own word counts before the knowledge base's
  food_org_id uuid not null,
  food_id uuid not null,
  facts json not null default '{"tags": {}, "allergens": {}, "nutrients": {}}', -- text, kept as it is written
  primary key (org_id, food_id),
  foreign key (food_org_id, food_id) references app_public.foods (org_id, id) on delete cascade,
  check (food_org_id in (org_id, '00000000-0000-0000-0000-000000000000'))
) with (toast_tuple_target = 8160); -- read whole, seven hundred at a time: neither compressed nor kept elsewhere
create index on app_private.written_facts (food_org_id, food_id);

-- Whether a portion is one of the thing itself, as a shopper counts them: 0 the medium one, 1 another, null = a cup, a slice, an ounce.
alter table app_public.food_portions add column piece_rank integer generated always as (
  case when label ~* '\m(medium|fruit|egg|piece|whole|each|bulb|head|can|clove)\M' and label !~* '\m(cup|sliced|slices|chopped|spoon|tbsp|tsp|oz)\M'
       then (label !~* '\mmedium\M')::integer end) stored;
