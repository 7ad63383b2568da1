import type pg from "pg";
import { type Identity, withIdentity } from "../../server/platform/database.ts";
import { figure, median } from "./figures.ts";
import type { openStage } from "./stage.ts";

const [ORGANISATIONS, CLIENTS, LARGEST, PER_DIETITIAN] = [500, 100_000, 20_000, 200];
const RUNS = 300;

type Stage = Awaited<ReturnType<typeof openStage>>;
type Statement = { name: string; text: string; values: unknown[] };

const LIST = "select c.id, c.given_name, c.family_name, c.born_on, c.sex, c.status, c.next_review_on from app_public.clients c where c.status = 'active'";
const COUNT = "select count(*) from app_public.clients c where c.status = 'active'";
const PAGE = "order by c.family_name, c.given_name, c.org_id, c.id limit 26";

/**
 * What row level security adds to the first page of the client list and its total, against the same statements as the owner,
 * whom no policy binds, with the filter written by hand. In turns, so that both meet the same machine.
 */
export async function benchRls(stage: Stage): Promise<void> {
  await makeOrganisations(stage);
  const { rows } = await stage.owner.query<{ organisations: string; clients: string; mine: string; today: string }>(
    `select (select count(*) from app_public.organizations where not is_knowledge_base) as organisations, (select count(*) from app_public.clients) as clients,
            (select count(*) from app_public.clients where org_id = $1) as mine,
            (select (now() at time zone o.time_zone)::date::text from app_public.organizations o where o.id = $1) as today`,
    [stage.dietitian.orgId],
  );
  figure("clients", `${rows[0]!.clients} in ${rows[0]!.organisations} organisations, ${rows[0]!.mine} of them in the measured one`);

  const { orgId, memberId } = stage.dietitian;
  const care = `and c.org_id = $1 and c.id = any (array(
    select a.client_id from app_public.care_assignments a
     where a.org_id = $1 and a.member_id = $2 and a.starts_on <= $3 and (a.ends_on is null or a.ends_on > $3)
    union all
    select a.client_id from app_public.team_members t join app_public.care_assignments a on (a.org_id, a.team_id) = (t.org_id, t.team_id)
     where t.org_id = $1 and t.member_id = $2 and t.starts_on <= $3 and (t.ends_on is null or t.ends_on > $3)
       and a.starts_on <= $3 and (a.ends_on is null or a.ends_on > $3)))`;
  await compare(stage, `client list of a dietitian with ${PER_DIETITIAN} clients`, stage.dietitian, care, [orgId, memberId, rows[0]!.today]);
  await compare(stage, "client list of an org_admin", stage.admin, "and c.org_id = $1", [orgId]);
}

async function compare(stage: Stage, what: string, identity: Identity, filter: string, values: unknown[]): Promise<void> {
  const under: Statement[] = [
    { name: `${what}: list`, text: `${LIST} ${PAGE}`, values: [] },
    { name: `${what}: total`, text: COUNT, values: [] },
  ];
  const byHand: Statement[] = [
    { name: `${what}: list by hand`, text: `${LIST} ${filter} ${PAGE}`, values },
    { name: `${what}: total by hand`, text: `${COUNT} ${filter}`, values },
  ];
  const asPerson = <T>(work: (sql: pg.PoolClient) => Promise<T>) => withIdentity(stage.authenticator, identity, work);
  const asOwner = async <T>(work: (sql: pg.PoolClient) => Promise<T>) => {
    const client = await stage.owner.connect();
    try {
      return await work(client);
    } finally {
      client.release();
    }
  };

  const answers = [await asPerson((sql) => answerOf(sql, under)), await asOwner((sql) => answerOf(sql, byHand))];
  if (answers[0] !== answers[1]) throw new Error(`${what}: the policies and the filter written by hand differ.`);

  const times = { under: [] as number[], byHand: [] as number[] };
  for (let run = 0; run < RUNS + 15; run += 1) {
    const [policies, hand] = [await asPerson((sql) => timed(sql, under)), await asOwner((sql) => timed(sql, byHand))];
    if (run < 15) continue; // until plans are cached
    times.under.push(policies);
    times.byHand.push(hand);
  }
  const [policies, hand] = [median(times.under), median(times.byHand)];
  figure(what, `median ${policies.toFixed(2)} ms, by hand ${hand.toFixed(2)} ms: ${(policies / hand).toFixed(2)} ×`, "1.3 ×");
  for (const [title, plans] of [["under policies", await asPerson((sql) => explain(sql, under))], ["by hand", await asOwner((sql) => explain(sql, byHand))]] as const) {
    console.log(`  ${title}\n${plans.map((line) => `    ${line}`).join("\n")}`);
  }
}

async function timed(sql: pg.PoolClient, statements: readonly Statement[]): Promise<number> {
  const started = performance.now();
  for (const statement of statements) await sql.query(statement);
  return performance.now() - started;
}

async function answerOf(sql: pg.PoolClient, statements: readonly Statement[]): Promise<string> {
  const answers = [];
  for (const { text, values } of statements) answers.push((await sql.query(text, values)).rows);
  return JSON.stringify(answers);
}

async function explain(sql: pg.PoolClient, statements: readonly Statement[]): Promise<string[]> {
  const lines: string[] = [];
  for (const { text, values } of statements) {
    const { rows } = await sql.query<{ "QUERY PLAN": string }>(`explain (analyze, costs off, timing off, summary off, buffers off) ${text}`, values);
    lines.push(...rows.map((row) => row["QUERY PLAN"]));
  }
  return lines;
}

/** 499 organisations beside the demo practice, which becomes the largest; each has dietitians with at most 200 clients. */
async function makeOrganisations({ owner, dietitian }: Stage): Promise<void> {
  await owner.query(
    `insert into app_public.clients (org_id, given_name, family_name, status, born_on)
     select $1, 'Given ' || n, 'Family ' || lpad((n * 7919 % 20000)::text, 5, '0'), (array['active', 'active', 'paused', 'archived'])[1 + n::integer % 4]::app_public.client_status, date '1940-01-01' + n::integer
       from generate_series(1, $2 - (select count(*) from app_public.clients where org_id = $1)) n`,
    [dietitian.orgId, LARGEST],
  );
  await owner.query(
    `with org as (
       insert into app_public.organizations (name) select 'Practice ' || n from generate_series(1, $1 - (select count(*) from app_public.organizations where not is_knowledge_base)) n
       returning id)
     insert into app_public.clients (org_id, given_name, family_name, status, born_on)
     select o.id, 'Given ' || n, 'Family ' || lpad((n * 7919 % 20000)::text, 5, '0'), (array['active', 'active', 'paused', 'archived'])[1 + n::integer % 4]::app_public.client_status, date '1940-01-01' + n::integer
       from (select id, row_number() over () as place, count(*) over () as places from org) o
      cross join lateral generate_series(1, ($2::integer - $3::integer) / o.places + case when o.place <= ($2::integer - $3::integer) % o.places then 1 else 0 end) n`,
    [ORGANISATIONS, CLIENTS, LARGEST],
  );
  await owner.query(
    `with numbered as (
       select c.org_id, c.id, (row_number() over (partition by c.org_id order by md5(c.id::text)) - 1) / $1::integer as place
         from app_public.clients c where not exists (select from app_public.care_assignments a where (a.org_id, a.client_id) = (c.org_id, c.id))
     ), people as (
       insert into app_public.users (email, display_name)
       select 'd' || n.place || '@' || n.org_id || '.test', 'Dietitian ' || n.place from (select distinct org_id, place from numbered) n
       returning id, email
     ), staff as (
       insert into app_public.memberships (org_id, user_id, role)
       select split_part(split_part(p.email::text, '@', 2), '.', 1)::uuid, p.id, 'dietitian' from people p
       returning org_id, id, user_id
     )
     insert into app_public.care_assignments (org_id, client_id, member_id, starts_on)
     select n.org_id, n.id, s.id, current_date - 100
       from numbered n
       join people p on p.email = ('d' || n.place || '@' || n.org_id || '.test')::public.citext
       join staff s on s.user_id = p.id`,
    [PER_DIETITIAN],
  );
  await owner.query(
    `insert into app_public.care_assignments (org_id, client_id, member_id, starts_on)
     select c.org_id, c.id, $2, current_date - 100 from app_public.clients c
      where c.org_id = $1 and not exists (select from app_public.care_assignments a where (a.org_id, a.client_id, a.member_id) = (c.org_id, c.id, $2))
      order by md5(c.id::text)
      limit $3 - (select count(*) from app_public.care_assignments a where a.org_id = $1 and a.member_id = $2 and (a.ends_on is null or a.ends_on > current_date))`,
    [dietitian.orgId, dietitian.memberId, PER_DIETITIAN],
  );
  await owner.query("vacuum analyze");
}
