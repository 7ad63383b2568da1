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
