import { readFile, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectPath } from "../../../bin/project-path.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { arrange, FOLLOWER, operations, variablesOf } from "./documents.ts";
import { broken, type Contract, deprecatedUntil, shapeOf } from "./contract.ts";

// What the app was promised (docs/mobile-api.md) holds: documents do not change, and no value goes or changes its type before its time.
const FILE = projectPath("docs/mobile-contract.json");
let api: TestApi;
let present: Contract;
let schema: string;
const dayAfter = (date: unknown, days: number) => new Date(Date.parse(`${date as string}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
beforeAll(async () => {
  api = await startApi();
  schema = await readFile(projectPath("server/schema.graphql"), "utf8");
  const variables = variablesOf(await arrange(api, FOLLOWER));
  present = {};
  const since = (await api.graphql(FOLLOWER, "{ changes }")).data.changes.cursor as string;
  await api.graphql(FOLLOWER, operations.all.find(({ name }) => name === "LogBatch")!.text, variables["LogBatch"]);
  // A week of days, some from before the plan began: no day alone has everything that a day can have.
  const days = Array.from({ length: 12 }, (_, n) => ({ onDate: dayAfter(variables["PrescribedDay"]!["onDate"], -n), dayAfter: dayAfter(variables["PrescribedDay"]!["onDate"], 1 - n) }));
  for (const { name, id, text } of operations.all) {
    const sent = name === "Changes" ? [{ since }] : name === "PrescribedDay" ? days : [variables[name]];
    const answers = await Promise.all(sent.map((one) => api.graphql(FOLLOWER, text, one)));
    present[name] = { id, answer: [...new Set(answers.flatMap(({ data }) => shapeOf(data)))].sort() };
  }
});
afterAll(() => api.stop());

it("everything that was promised is there, or its time is over", async () => {
  const promised = JSON.parse(await readFile(FILE, "utf8").catch(() => "{}")) as Contract;
  const until = deprecatedUntil(await readFile(projectPath("docs/mobile-api.md"), "utf8"));
  expect(broken(promised, present, until, new Date().toISOString().slice(0, 10))).toEqual([]);
  if (process.env["WRITE_MOBILE_CONTRACT"]) {
    const added = Object.fromEntries(Object.entries(present).map(([name, { id, answer }]) => [name, { id, answer: [...new Set([...(promised[name]?.answer ?? []), ...answer])].sort() }]));
    await writeFile(FILE, `${JSON.stringify({ ...promised, ...added }, null, 1)}\n`);
  } else {
    expect(Object.keys(present).filter((name) => !promised[name]), "promised by WRITE_MOBILE_CONTRACT=1 npx vitest run --project server mobile/contract").toEqual([]);
  }
});

describe("a broken promise is noticed:", () => {
  const promise: Contract = { Day: { id: "1", answer: ["day.name: string", "day.meals[].grams: number"] } };
  it.each<[string, Contract]>([
    ["a document that is gone", {}],
    ["a document that was edited", { Day: { ...promise["Day"]!, id: "2" } }],
    ["a value that is gone", { Day: { id: "1", answer: ["day.name: string"] } }],
    ["a value of another type", { Day: { id: "1", answer: ["day.name: string", "day.meals[].grams: string"] } }],
  ])("%s", (_what, changed) => {
    expect(broken(promise, changed, new Map(), "2026-11-26")).toHaveLength(1);
  });

  it("but not what is new, nor what was listed and has had its time", () => {
    expect(broken(promise, { ...promise, Day: { id: "1", answer: [...promise["Day"]!.answer, "day.colour: string"] }, Night: { id: "3", answer: [] } }, new Map(), "2026-11-26")).toEqual([]);
    const until = deprecatedUntil("| gone or going | deprecated since | stays until | instead |\n|---|---|---|---|\n| `Day day.name` | 2025-10-01 | 2026-11-01 | `title` |\n");
    const without = { Day: { id: "1", answer: ["day.meals[].grams: number"] } };
    expect(broken(promise, without, until, "2026-11-26")).toEqual([]);
    expect(broken(promise, without, until, "2026-10-31")).toHaveLength(1);
  });

  it("and what the schema calls deprecated says since when, and what to use instead", () => {
    const reasons = (text: string) => [...text.matchAll(/@deprecated(?:\(reason: "([^"]*)"\))?/g)].map(([, reason]) => reason ?? "");
    const isUseful = (reason: string) => /since \d{4}-\d\d-\d\d/.test(reason) && /instead/.test(reason);
    expect(reasons(schema).filter((reason) => !isUseful(reason))).toEqual([]);
    expect(reasons('a: Int @deprecated b: Int @deprecated(reason: "Old.") c: Int @deprecated(reason: "since 2026-11-01: use title instead")').filter(isUseful)).toHaveLength(1);
  });

  it("and no row of the list is shorter than twelve months", async () => {
    const rows = [...(await readFile(projectPath("docs/mobile-api.md"), "utf8")).matchAll(/^\| `[^`]+` \| (\d{4}-\d\d-\d\d) \| (\d{4}-\d\d-\d\d) \|/gm)];
    for (const [row, since, until] of rows) expect(Date.parse(until!) - Date.parse(since!), row).toBeGreaterThanOrEqual(365 * 86_400_000);
  });
});
