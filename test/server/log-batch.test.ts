import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PoolClient } from "pg";
import { asRole, createDatabase, identityOf, type TestDatabase } from "../harness/database.ts";

type Answer = { id: string; status: string; revision: number | null; code: string | null };

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

const words = (id: string, text: string, change = {}) => ({
  type: "meal_log", id, loggedOn: "2034-02-03", occurredAt: "2034-02-03T12:00:00Z", utcOffsetMinutes: 60, outcome: "unplanned", items: [{ freeText: text }], ...change,
});

async function logBatch(sql: PoolClient, events: object[]): Promise<Answer[]> {
  const { rows } = await sql.query<{ answers: Answer[] }>("select app_public.log_batch($1) as answers", [JSON.stringify(events)]);
  return rows[0]!.answers;
}

const send = (events: object[]) => asRole(database, "client@demo.test", (sql) => logBatch(sql, events));

async function stored(ids: string[]): Promise<{ logs: number; items: number }> {
  const { rows } = await database.owner.query<{ logs: number; items: number }>(
    `select count(distinct l.id)::int as logs, count(i.id)::int as items
       from app_public.meal_logs l left join app_public.meal_log_items i on (i.org_id, i.meal_log_id) = (l.org_id, l.id) where l.id = any ($1)`,
    [ids],
  );
  return rows[0]!;
}

describe("batches that meet", () => {
  let ids: string[];
  beforeEach(() => {
    ids = Array.from({ length: 10 }, () => randomUUID());
  });

  it("the same batch sent twice at once is stored once, and both are answered", async () => {
    const batch = ids.map((id) => words(id, "Soup"));
    const answers = await Promise.all([send(batch), send(batch)]);
    expect(answers.map((list) => new Set(list.map((answer) => answer.status))).map((set) => [...set].join()).sort()).toEqual(["created", "unchanged"]);
    expect(await stored(ids)).toEqual({ logs: 10, items: 10 });
  });

  it("batches with the same logs in opposite orders do not lock each other out", async () => {
    const batch = ids.map((id) => words(id, "Soup"));
    const rounds = await Promise.all([send(batch), send(batch.toReversed()), send(batch), send(batch.toReversed())]);
    expect(rounds.flat().filter((answer) => answer.status === "created")).toHaveLength(10);
    expect(rounds.flat().every((answer) => ["created", "unchanged"].includes(answer.status))).toBe(true);
    expect(await stored(ids)).toEqual({ logs: 10, items: 10 });
  });

  it("of two devices that amend the same revision at once, one wins and the other is told", async () => {
    const id = ids[0]!;
    await send([words(id, "Soup")]);
    const answers = await Promise.all([send([words(id, "Stew", { revision: 1 })]), send([words(id, "Salad", { revision: 1 })])]);
    expect(answers.flat().map((answer) => `${answer.status} ${answer.revision}`).sort()).toEqual(["amended 2", "conflict 2"]);
    expect(await stored([id])).toEqual({ logs: 1, items: 1 });
  });
});

describe("what is not the event's fault", () => {
  it("a timeout fails the whole batch and stores none of it, so that the device sends it again", async () => {
    const [known, fresh] = [randomUUID(), randomUUID()];
    await send([words(known, "Soup")]);
    const blocker = await database.owner.connect();
    try {
      await blocker.query("begin");
      await blocker.query("select from app_public.meal_logs where id = $1 for update", [known]);
      const batch = [words(fresh, "Bread"), words(known, "Stew", { revision: 1 })];
      const failed = asRole(database, "client@demo.test", async (sql) => {
        await sql.query("set local statement_timeout = '300ms'");
        return logBatch(sql, batch);
      });
      await expect(failed).rejects.toMatchObject({ code: "57014" });
      await blocker.query("rollback");
      expect(await stored([fresh])).toEqual({ logs: 0, items: 0 });
      expect((await send(batch)).map((answer) => answer.status)).toEqual(["created", "amended"]);
    } finally {
      blocker.release(true);
    }
  });
});

describe("recipes that meet", () => {
  it("two transactions cannot each add half of a circle", async () => {
    const [stock, soup] = [randomUUID(), randomUUID()];
    // As whoever writes rows past the functions: the tables hold it, whoever that is.
    const { orgId } = await identityOf(database, "dietitian@demo.test");
    await database.owner.query("insert into app_public.recipes (org_id, id, name, servings) values ($1, $2, 'Stock', 1), ($1, $3, 'Soup', 1)", [orgId, stock, soup]);
    const put = (into: string, what: string) =>
      database.owner.query("insert into app_public.recipe_ingredients (org_id, recipe_id, position, ingredient_recipe_id, servings) values ($1, $2, 1, $3, 1)", [orgId, into, what]);
    const results = await Promise.allSettled([put(soup, stock), put(stock, soup)]);
    expect(results.map((result) => (result.status === "rejected" ? result.reason.code : "stored")).sort()).toEqual(["TF033", "stored"]);
  });
});
