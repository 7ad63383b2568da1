import type pg from "pg";
import { createDatabase, identityOf, type TestDatabase } from "../../../harness/database.ts";
import { identitySettings, settingsStatement } from "../../../../server/platform/database.ts";
import { askDatabase } from "../ask-database.ts";
import type { Finding } from "../records.ts";
import { writeRows } from "../write-rows.ts";
import { rowsOf, type SmallCase, VERSION_ID } from "./small-cases.ts";

const DIETITIAN = "dietitian@demo.test";
const PERIOD = { from: "2026-03-01", until: "2026-04-01" };

/** What is said of a case: each finding, and of each rule how bad it is at its worst place. */
export type Judgement = { findings: Finding[]; worst: (rule: string) => number };
export const OUTCOMES = ["ok", "undetermined", "warning", "breach"] as const;

export type Stage = {
  database: TestDatabase;
  /** Codes of the rules that hold for the client, by kind. */
  rules: { maxima: string[]; minima: string[]; variation: string[]; avoid: string[] };
  /** Judges a case in a transaction that leaves nothing behind; `arrange` may change more before it is judged. */
  judge: (it: SmallCase, options?: { order?: (count: number) => number[]; arrange?: (sql: pg.ClientBase) => Promise<unknown> }) => Promise<Judgement>;
  /** The same transaction for more than judging: as the owner, or as the dietitian after `actAsDietitian`. */
  within: <T>(it: SmallCase, work: (sql: pg.PoolClient, actAsDietitian: () => Promise<unknown>) => Promise<T>, order?: (count: number) => number[]) => Promise<T>;
  clientId: string;
};

/**
 * A database whose only rules are these, about a client with one condition, who is allergic to legumes: bounds of sodium and shares of
 * fat of every scope, a variation, a tag and an allergen to avoid; and one that the allergy triggers.
 */
export async function openStage(): Promise<Stage> {
  const database = await createDatabase();
  const { orgId, memberId } = await identityOf(database, DIETITIAN);
  const { rows: ids } = await database.owner.query<{ condition: string; peanut: string; legumes: string; client: string }>(
    `select app_private.kb_id('condition', 'osteoporosis') as condition, app_private.kb_id('allergen', 'peanut') as peanut,
            app_private.kb_id('allergen', 'legumes') as legumes, uuidv7() as client`,
  );
  const { condition, peanut, legumes, client: clientId } = ids[0]!;
  await database.owner.query("update app_public.contraindication_rules set retired_at = now() where retired_at is null");
  await writeRows(
    database.owner,
    new Map<string, Record<string, unknown>[]>([
      ["clients", [{ org_id: orgId, id: clientId, given_name: "Small", family_name: "Case", born_on: "1980-01-01" }]],
      ["care_assignments", [{ org_id: orgId, client_id: clientId, member_id: memberId, starts_on: "2020-01-01" }].map((r) => ({ ...r, id: clientId }))],
      ["client_conditions", [{ org_id: orgId, id: clientId, client_id: clientId, condition_id: condition }]],
      ["client_allergies", [{ org_id: orgId, id: clientId, client_id: clientId, allergen_id: legumes, kind: "allergy", criticality: "high", status: "active" }]],
    ]),
  );
  const define = async (code: string, arguments_: string) => {
    await database.owner.query(
      `select app_private.define_rule(code => 'proof.${code}', version => 1, ${arguments_},
         message => 'A rule of a property.', rationale => 'It is made for a property.', citation => 'The clinical semantics of this product.')`,
    );
    return `proof.${code}`;
  };
  const grave = "severity => 'contraindicated', condition => 'osteoporosis'";
  const rules: Stage["rules"] = { maxima: [], minima: [], variation: [], avoid: ["allergy.legumes"] };
  for (const [per, size] of [["item", 1], ["meal", 2], ["day", 4], ["average_day", 4]] as const) {
    const sodium = `nutrient => 'sodium', per => '${per}', unit => 'mg'`;
    const fat = `nutrient => 'fat', per => '${per}', unit => '%'`;
    rules.maxima.push(await define(`sodium_max_${per}`, `${grave}, ${sodium}, maximum => ${size * 600}`));
    rules.minima.push(await define(`sodium_min_${per}`, `${grave}, ${sodium}, minimum => ${size * 200}`));
    rules.maxima.push(await define(`fat_max_${per}`, `severity => 'caution', condition => 'osteoporosis', ${fat}, maximum => 35`));
    rules.minima.push(await define(`fat_min_${per}`, `${grave}, ${fat}, minimum => 20`));
  }
  rules.variation.push(await define("sodium_variation", `${grave}, nutrient => 'sodium', max_variation_percent => 40`));
  rules.avoid.push(await define("liquorice", `${grave}, avoid_tag => 'liquorice'`));
  rules.avoid.push(await define("peanut", `${grave}, avoid_allergen => 'peanut'`));
  rules.avoid.push(await define("allergic", "severity => 'caution', allergy => 'peanut', avoid_tag => 'liquorice'"));

  const within: Stage["within"] = async (it, work, order) => {
    const sql = await database.owner.connect();
    try {
      await sql.query("begin");
      await writeRows(sql, rowsOf(it, { orgId: orgId!, clientId, allergenIds: { peanut, legumes } }, order));
      const identity = await identityOf(database, DIETITIAN);
      return await work(sql, () => {
        const { text, values } = settingsStatement(identitySettings(identity));
        return sql.query(text, values);
      });
    } finally {
      await sql.query("rollback");
      sql.release();
    }
  };
  const judge: Stage["judge"] = (it, { order, arrange } = {}) =>
    within(
      it,
      async (sql, actAsDietitian) => {
        await arrange?.(sql);
        await actAsDietitian();
        const [findings] = await askDatabase(sql, [{ versionId: VERSION_ID, clientId, period: PERIOD }]);
        const worst = (rule: string) => Math.max(0, ...findings!.filter((f) => f.ruleCode === rule).map((f) => OUTCOMES.indexOf(f.outcome)));
        return { findings: findings!, worst };
      },
      order,
    );
  return { database, rules, judge, within, clientId };
}
