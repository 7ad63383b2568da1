import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asRole, createDatabase, type TestDatabase } from "../harness/database.ts";
import { race as raceIn, type Statement } from "./support/two-sessions.ts";

const ADMIN = "org_admin@demo.test";
let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

const race = (first: Statement, second: Statement) => raceIn(database, first, second);
const shipping = (code: string, version: number, severity = "caution"): Statement => ({
  email: null,
  text: `select app_private.define_rule(code => $1, version => $2, severity => $3, condition => 'hypertension', nutrient => 'sodium', per => 'day', maximum => 2000 - $2, unit => 'mg',
           message => 'A rule of this test.', rationale => 'It belongs to this test alone.', citation => 'The test of the desk of rules, 2026')`,
  values: [code, version, severity],
});
const ship = async (code: string, version = 1, severity?: string) => {
  const { text, values } = shipping(code, version, severity);
  await database.owner.query(text, values);
};
const tighten = (code: string, maximum: number, id = randomUUID(), insteadOf: string | null = null): Statement => ({
  email: ADMIN,
  text: "select id, maximum::text from app_public.tighten_rule($1, $2, 'Stricter is safer', null, $3, null, $4)",
  values: [id, code, maximum, insteadOf],
});
const switchOff = (code: string): Statement => ({ email: ADMIN, text: "select id from app_public.switch_off_rule($1, $2, 'Nobody acts on it')", values: [randomUUID(), code] });
const standing = async (code: string) =>
  (await database.owner.query<{ kind: string; maximum: string | null }>("select kind, maximum::text from app_public.rule_adjustments where rule_code = $1 and ended_at is null", [code])).rows;

describe("two people at the desk of rules", () => {
  it("who tighten the same rule at once: the second is told, and nothing is replaced unseen", async () => {
    await ship("raced.both");
    const [first, second] = await race(tighten("raced.both", 1500), tighten("raced.both", 1800));
    expect([first.code, second.code]).toEqual([undefined, "TF108"]);
    expect(await standing("raced.both")).toEqual([{ kind: "tighten", maximum: "1500" }]);
  });

  it("who replace the same tightening at once: the second is told", async () => {
    await ship("raced.replaced");
    const before = randomUUID();
    await asRole(database, ADMIN, (sql) => sql.query(tighten("raced.replaced", 1500, before).text, tighten("raced.replaced", 1500, before).values));
    const [first, second] = await race(tighten("raced.replaced", 1400, randomUUID(), before), tighten("raced.replaced", 1600, randomUUID(), before));
    expect([first.code, second.code]).toEqual([undefined, "TF108"]);
    expect(await standing("raced.replaced")).toEqual([{ kind: "tighten", maximum: "1400" }]);
  });

  it("the same request, sent twice at once, is one and gets one answer", async () => {
    await ship("raced.twice");
    const request = tighten("raced.twice", 1500);
    const [first, second] = await race(request, request);
    expect(first.rows).toHaveLength(1);
    expect(second.rows).toEqual(first.rows);
    const { rows: [rule] } = await database.owner.query<{ id: string }>("select id from app_public.contraindication_rules where code = 'raced.twice'");
    const sign: Statement = { email: "dietitian@demo.test", text: "select id from app_public.sign_rule($1, $2, 'Registered dietitian')", values: [randomUUID(), rule!.id] };
    const [signed, again] = await race(sign, sign);
    expect(signed.rows).toHaveLength(1);
    expect(again.rows).toEqual(signed.rows);
  });
});

describe("a new version that is shipped at that moment", () => {
  it("CLINICAL 29: a caution that becomes a contraindication meanwhile is not switched off", async () => {
    await ship("raced.graver");
    const [, off] = await race(shipping("raced.graver", 2, "contraindicated"), switchOff("raced.graver"));
    expect(off.code).toBe("TF105");
    expect(await standing("raced.graver")).toEqual([]);
  });

  it("waits for what is being decided, and what was decided about the former version counts no more", async () => {
    await ship("raced.later");
    const [off, shipped] = await race(switchOff("raced.later"), shipping("raced.later", 2));
    expect([off.code, shipped.code]).toEqual([undefined, undefined]);
    const { rows } = await database.owner.query(
      "select from app_public.contraindication_rules r cross join lateral app_private.rule_adjustments_in_force((select m.org_id from app_public.memberships m join app_public.users u on u.id = m.user_id where u.email = $1)) f where r.code = 'raced.later' and f.rule_id = r.id",
      [ADMIN],
    );
    expect(rows).toEqual([]);
    const { rows: jobs } = await database.owner.query("select from graphile_worker.jobs where task_identifier = 'rule_adjustments__lapse'");
    expect(jobs, "the worker is told, because the version waited").toHaveLength(1);
  });
});
