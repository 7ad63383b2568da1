import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Identity } from "../../server/platform/database.ts";
import type { TestDatabase } from "./database.ts";

export type FollowedPlans = { orgId: string; dietitian: Identity; clientIds: string[]; assignmentIds: string[] };

/**
 * A practice of its own whose clients all have hypertension and follow a published plan of `days` × `meals` × `items` foods of the
 * library, without end, since yesterday. Made as bare rows, without triggers, because there may be thousands; what is found about
 * them today counts as seen.
 */
export async function arrangeFollowedPlans({ owner, adminUrl }: Pick<TestDatabase, "owner" | "adminUrl">, size: { clients: number; days: number; meals: number; items: number }): Promise<FollowedPlans> {
  const tag = randomUUID();
  const { rows } = await owner.query<{ org: string; dietitian: Identity }>(
    `with org as (insert into app_public.organizations (name) values ('Practice of ' || $1) returning id),
     person as (insert into app_public.users (email, display_name) values ('dietitian-' || $1 || '@followed.test', 'Dora Dietitian') returning id)
     insert into app_public.memberships (org_id, user_id, role) select org.id, person.id, 'dietitian' from org, person
     returning org_id as org, json_build_object('userId', user_id, 'orgId', org_id, 'memberId', id, 'role', role) as dietitian`,
    [tag],
  );
  const { org, dietitian } = rows[0]!;
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query("begin");
    await client.query("set local session_replication_role = replica");
    const { clients, days, meals, items } = size;
    const run = (sql: string, ...values: unknown[]) => client.query(sql, [org, tag, ...values]);
    await run(`insert into app_public.clients (org_id, id, given_name, family_name, born_on, sex)
               select $1, md5($2::text || 'client' || n)::uuid, 'Given', 'Family ' || n, date '1960-01-01' + n % 9000, case when n % 2 = 0 then 'female' else 'male' end::app_public.sex
                 from generate_series(1, $3) n`, clients);
    await run(`insert into app_public.care_assignments (org_id, client_id, member_id, starts_on)
               select $1, md5($2::text || 'client' || n)::uuid, $4, current_date - 30 from generate_series(1, $3) n`, clients, dietitian.memberId);
    await run(`insert into app_public.client_conditions (org_id, client_id, condition_org_id, condition_id)
               select $1, md5($2::text || 'client' || n)::uuid, '00000000-0000-0000-0000-000000000000', app_private.kb_id('condition', 'hypertension') from generate_series(1, $3) n`, clients);
    await run(`insert into app_public.body_metrics (org_id, client_id, kind, value, measured_on)
               select $1, md5($2::text || 'client' || n)::uuid, 'weight', 60 + n % 40, current_date - 5 from generate_series(1, $3) n`, clients);
    await run(`insert into app_public.meal_plans (org_id, id, client_id, name)
               select $1, md5($2::text || 'plan' || n)::uuid, md5($2::text || 'client' || n)::uuid, 'Week' from generate_series(1, $3) n`, clients);
    await run(`insert into app_public.meal_plan_versions (org_id, id, meal_plan_id, client_id, number)
               select $1, md5($2::text || 'version' || n)::uuid, md5($2::text || 'plan' || n)::uuid, md5($2::text || 'client' || n)::uuid, 1 from generate_series(1, $3) n`, clients);
    await run(`insert into app_public.meal_plan_days (org_id, id, meal_plan_version_id, day_number)
               select $1, md5($2::text || 'day' || n || ':' || d)::uuid, md5($2::text || 'version' || n)::uuid, d from generate_series(1, $3) n, generate_series(1, $4) d`, clients, days);
    await run(`insert into app_public.meal_plan_meals (org_id, id, meal_plan_version_id, meal_plan_day_id, position, name)
               select $1, md5($2::text || 'meal' || n || ':' || d || ':' || m)::uuid, md5($2::text || 'version' || n)::uuid, md5($2::text || 'day' || n || ':' || d)::uuid, m, 'Meal'
                 from generate_series(1, $3) n, generate_series(1, $4) d, generate_series(1, $5) m`, clients, days, meals);
    await run(`with food as materialized (select row_number() over (order by f.id) - 1 as k, f.id, count(*) over () as of
                                            from app_public.foods f where f.org_id = '00000000-0000-0000-0000-000000000000')
               insert into app_public.meal_plan_items (org_id, id, meal_plan_version_id, meal_plan_meal_id, position, food_org_id, food_id, amount, unit_code, grams)
               select $1, md5($2::text || 'item' || n || ':' || d || ':' || m || ':' || i)::uuid, md5($2::text || 'version' || n)::uuid, md5($2::text || 'meal' || n || ':' || d || ':' || m)::uuid, i,
                      '00000000-0000-0000-0000-000000000000', f.id, 40 + (n + d + m + i) % 80, 'g', 40 + (n + d + m + i) % 80
                 from generate_series(1, $3) n cross join generate_series(1, $4) d cross join generate_series(1, $5) m cross join generate_series(1, $6) i
                 join food f on f.k = (n * 7919 + d * 104729 + m * 1299709 + i * 15485863) % f.of`, clients, days, meals, items);
    await run(`insert into app_public.published_contents (org_id, meal_plan_version_id, content, facts, nutrition)
               select $1, i.meal_plan_version_id, jsonb_build_object('days', '[]'::jsonb, 'recipes', '{}'::jsonb, 'foods', jsonb_object_agg(i.food_id, '{}'::jsonb)), json_object_agg(i.food_id, '{}'::json), '{}'
                 from app_public.meal_plan_items i where i.org_id = $1 and i.meal_plan_version_id = any (array(select md5($2::text || 'version' || n)::uuid from generate_series(1, $3) n))
                group by i.meal_plan_version_id`, clients);
    await run(`update app_public.meal_plan_versions v set status = 'published', content_hash = md5($2), published_at = now(), published_by = $3 where v.org_id = $1`, dietitian.userId);
    await run(`insert into app_public.meal_plan_assignments (org_id, id, client_id, meal_plan_version_id, starts_on, created_by)
               select $1, md5($2::text || 'assignment' || n)::uuid, md5($2::text || 'client' || n)::uuid, md5($2::text || 'version' || n)::uuid, current_date - 1, $4 from generate_series(1, $3) n`,
      clients, dietitian.userId);
    await client.query("select app_private.write_published_foods($1, array(select id from app_public.meal_plan_versions where org_id = $1))", [org]);
    await client.query("commit");
  } finally {
    await client.end(); // what was not committed is gone
  }
  await owner.query("analyze");
  await Promise.all([0, 1].map((half) => owner.query(
    `select app_private.accept_findings(f.org_id, f.id, array(select x from app_private.meal_plan_version_findings(f.org_id, f.meal_plan_version_id, f.client_id, f.period) x))
       from app_private.followed_assignments f where f.org_id = $1 and abs(hashtext(f.id::text)) % 2 = $2`, [org, half])));
  await owner.query("analyze app_private.accepted_findings");
  const { rows: ids } = await owner.query<{ client: string; assignment: string }>(
    "select md5($1 || 'client' || n)::uuid as client, md5($1 || 'assignment' || n)::uuid as assignment from generate_series(1, $2::integer) n", [tag, size.clients]);
  return { orgId: org, dietitian, clientIds: ids.map(({ client }) => client), assignmentIds: ids.map(({ assignment }) => assignment) };
}
