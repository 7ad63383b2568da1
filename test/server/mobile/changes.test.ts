import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "../support/api.ts";
import { openSession } from "../support/two-sessions.ts";

// What an offline app is told to fetch again, while others write. A transaction counts from its commit, however early it began.
const CLIENT = "client@demo.test";
const DIETITIAN = "dietitian@demo.test";
type Told = { cursor: string; isEverything: boolean; changes: { kind: string; id: string; fromOn: string | null; toOn: string | null }[] };

let api: TestApi;
let clientId: string;
beforeAll(async () => {
  api = await startApi();
  clientId = (await api.database.owner.query("select c.id from app_public.clients c join app_public.users u on u.id = c.user_id where u.email = $1", [CLIENT])).rows[0].id;
});
afterAll(() => api.stop());

async function changes(since: string | null, as = CLIENT): Promise<Told> {
  const { data, errors } = await api.graphql(as, "query ($since: String) { changes(since: $since) }", { since });
  expect(errors).toEqual([]);
  return data.changes;
}
const COMMENT = "select (app_public.write_diary_comment($1, $2, '2026-11-02', 'Well done')).id";
const ids = ({ changes: told }: Told) => told.map(({ id }) => id);

describe("a device that asks while somebody writes", () => {
  it("is told of a transaction that began before its question and committed after it, once", async () => {
    const start = await changes(null);
    expect(start.isEverything).toBe(true);
    const [late, early] = [randomUUID(), randomUUID()];
    const slow = await openSession(api.database, DIETITIAN);
    expect((await slow.run(COMMENT, [late, clientId])).code).toBeUndefined();
    // Somebody quicker begins later, and is done first.
    const quick = await openSession(api.database, DIETITIAN);
    await quick.run(COMMENT, [early, clientId]);
    await quick.finish();
    const between = await changes(start.cursor);
    expect(ids(between)).toEqual([early]);
    await slow.finish();
    const after = await changes(between.cursor);
    expect(after).toMatchObject({ isEverything: false, changes: [{ kind: "comment", id: late, fromOn: "2026-11-02", toOn: "2026-11-03" }] });
    expect(ids(await changes(after.cursor))).toEqual([]);
    // Whoever slept through both is told of both.
    expect(new Set(ids(await changes(start.cursor)))).toEqual(new Set([early, late]));
  });

  it("is not told of what was rolled back", async () => {
    const { cursor } = await changes(null);
    const session = await openSession(api.database, DIETITIAN);
    await session.run(COMMENT, [randomUUID(), clientId]);
    const meanwhile = await changes(cursor);
    await session.finish("rollback");
    expect(ids(await changes(meanwhile.cursor))).toEqual([]);
    expect(ids(await changes(cursor))).toEqual([]);
  });

  it("is told of each event of a batch that another device sent, savepoints and all", async () => {
    const { cursor } = await changes(null);
    const events = [1, 2, 3].map((n) => ({ type: "meal_log", id: randomUUID(), loggedOn: `2026-11-0${n}`, occurredAt: `2026-11-0${n}T12:00:00Z`, utcOffsetMinutes: 60, mealName: "Snack", outcome: "unplanned", items: [{ freeText: "An apple" }] }));
    await api.graphql(CLIENT, "mutation ($events: JSON!) { logBatch(input: { events: $events }) { result } }", { events: [events[0], { id: "broken" }, events[1], events[2]] });
    const told = await changes(cursor);
    expect(told.changes.map(({ kind, id, fromOn }) => ({ kind, id, fromOn }))).toEqual(expect.arrayContaining(events.map(({ id, loggedOn }) => ({ kind: "log", id, fromOn: loggedOn }))));
    expect(told.changes).toHaveLength(3);
  });
});

it("nobody is told what happens in somebody else's record, and no cursor opens one", async () => {
  const mine = await changes(null);
  const theirs = await changes(null, "client@other.test");
  await api.graphql(DIETITIAN, `mutation { writeDiaryComment(input: { id: "${randomUUID()}", clientId: "${clientId}", onDate: "2026-11-04", body: "For you" }) { clientMutationId } }`);
  expect(ids(await changes(theirs.cursor, "client@other.test"))).toEqual([]);
  expect(await changes(mine.cursor, "client@other.test")).toMatchObject({ isEverything: true, changes: [] });
  expect(ids(await changes(mine.cursor))).toHaveLength(1);
});

it("an empty answer reads one index and nothing of the record", async () => {
  const { cursor } = await changes(null);
  const before = await api.database.owner.query("select count(*)::int as n from audit.events where action = 'read'");
  await changes(cursor);
  expect((await api.database.owner.query("select count(*)::int as n from audit.events where action = 'read'")).rows).toEqual(before.rows);
  const { owner } = api.database;
  await owner.query("insert into app_private.client_changes (org_id, client_id, kind, subject_id) select c.org_id, gen_random_uuid(), 'log', gen_random_uuid() from app_public.clients c, generate_series(1, 20000) where c.id = $1", [clientId]);
  await owner.query("analyze app_private.client_changes");
  const { rows } = await owner.query<{ "QUERY PLAN": string }>("explain select from app_private.client_changes c where c.org_id = (select org_id from app_public.clients where id = $1) and c.client_id = $1 and c.xact >= '1'::xid8", [clientId]);
  expect(rows.map((row) => row["QUERY PLAN"]).join("\n")).toMatch(/Index (Only )?Scan using client_changes_org_id_client_id_xact_idx/);
});
