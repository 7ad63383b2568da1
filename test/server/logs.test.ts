import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { loggedError, shapeOf } from "../../server/platform/log-errors.ts";
import { createPool } from "../../server/platform/database.ts";
import { logLibraryOutput } from "../../server/platform/library-output.ts";
import { createFileStorage } from "../../server/platform/file-storage.ts";
import { createMail } from "../../server/platform/mail.ts";
import { startWorker } from "../../worker/run.ts";
import { AT_ANY_HOUR } from "../harness/at-any-hour.ts";
import { identityOf } from "../harness/database.ts";
import { type MailServer, startMailServer } from "../harness/mail-server.ts";
import { DEMO_PASSWORD } from "../harness/postgres.ts";
import { startApi, type TestApi } from "./support/api.ts";
import { capturedLog } from "./support/captured-log.ts";

/** Words that stand nowhere else. Whatever of them is found in a log came out of a request, a row or a job. */
const SECRET = {
  password: "zq-password-hedgehog-41",
  email: "zq.walrus@secret-clinic.test",
  givenName: "Zqgiraffe",
  familyName: "Zqlemur",
  phone: "+49-30-7654321",
  note: "zq-note: cannot stand the smell of coriander",
  dose: "zq-dose 17.5 mg at night",
  variable: "zq-variable-pelican",
  literal: "zq-literal-ocelot",
  reason: "zq-reason-for-the-insurer",
  json: "zq-json-that-is-none",
  header: "zq-header-marmot",
  query: "zq-query-in-the-address",
};

/** Fails as Postgres does with what somebody wrote in message, detail and context. */
const FAILING = `
  create function app_public.read_number(written text) returns int language plpgsql stable strict as $$ begin return written::numeric::int; end $$;
  create function app_public.break_rule(written text) returns int language plpgsql stable strict as $$
    begin raise exception 'Cannot store %.', written using errcode = '23999', detail = format('Failing row contains (%s).', written), hint = written; end $$;
  create function app_private.fail_with(written text) returns void language plpgsql as $$
    begin raise exception 'The text "%" is not right.', written using detail = written; end $$;
  grant execute on function app_public.read_number(text), app_public.break_rule(text) to tf_dietitian;`;

const captured = capturedLog();
const printed: string[] = [];
let api: TestApi;
let mailServer: MailServer;
let folder: string;
let stopWorker: () => Promise<void>;
let printAgain: () => void;
beforeAll(async () => {
  for (const method of ["log", "info", "warn", "error", "dir", "debug"] as const) vi.spyOn(console, method).mockImplementation((...words: unknown[]) => void printed.push(words.map(String).join(" ")));
  printAgain = logLibraryOutput(captured.log); // as the application does it
  folder = await mkdtemp(join(tmpdir(), "logged-"));
  mailServer = await startMailServer({ refuse: () => true });
  const fileStorage = await createFileStorage({ directory: folder, key: Buffer.alloc(32, 1) });
  api = await startApi({ log: captured.log, fileStorage }, (owner) => owner.query(FAILING));
  const ownerPool = createPool(api.database.ownerUrl, { name: "worker", max: 6 });
  const mail = createMail({ mode: "smtp", smtpUrl: mailServer.url, from: "TrackForge <no-reply@trackforge.test>", log: captured.log });
  const worker = await startWorker({ ownerPool, authenticatorPool: api.database.authenticator, fileStorage, log: captured.log, mail, publicUrl: "https://clinic.example", crontab: AT_ANY_HOUR });
  stopWorker = async () => {
    await worker.stop();
    mail.close();
    await ownerPool.end();
  };
});
afterAll(async () => {
  await stopWorker();
  await mailServer.stop();
  await api.stop();
  await rm(folder, { recursive: true });
  printAgain();
  vi.restoreAllMocks();
});

const idle = () => expect.poll(async () => (await api.database.owner.query("select count(*)::int as n from graphile_worker.jobs where attempts = 0")).rows[0].n).toBe(0);

describe("a day's work", () => {
  it("leaves no password, token, cookie, address, name, figure of health or value of a query in the logs of API and worker", async () => {
    const secrets = Object.values(SECRET);
    const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
      const answer = await api.request(path, { body, headers: { "x-zq": SECRET.header, "user-agent": SECRET.header, ...headers } });
      for (const value of [answer.body?.accessToken, answer.body?.refreshToken, answer.headers.get("set-cookie")?.split(/[=;]/)[1]]) if (typeof value === "string" && value.length > 8) secrets.push(value);
      return answer;
    };
    // Signing in, right and wrong, on the web and on the phone; a session that is replayed; a link that is asked for.
    await post("/api/v1/auth/login", { email: SECRET.email, password: SECRET.password, client: "web" });
    await post("/api/v1/auth/login", { email: "dietitian@demo.test", password: SECRET.password, client: "web" });
    const web = await post("/api/v1/auth/login", { email: "dietitian@demo.test", password: DEMO_PASSWORD, client: "web" });
    const phone = await post("/api/v1/auth/login", { email: "dietitian@demo.test", password: DEMO_PASSWORD, client: "mobile" });
    await post("/api/v1/auth/refresh", {}, { cookie: web.headers.get("set-cookie")!.split(";")[0]! });
    await post("/api/v1/auth/refresh", { refreshToken: phone.body.refreshToken });
    await api.database.owner.query("update app_private.refresh_tokens set rotated_at = rotated_at - interval '1 minute' where rotated_at is not null");
    const again = (await post("/api/v1/auth/login", { email: "dietitian@demo.test", password: DEMO_PASSWORD, client: "mobile" })).body.accessToken as string;
    await post("/api/v1/auth/refresh", { refreshToken: phone.body.refreshToken });
    await post("/api/v1/auth/password/forgot", { email: "org_admin@demo.test" });
    await post("/api/v1/auth/password/reset", { token: SECRET.variable, newPassword: SECRET.password });
    await post("/api/v1/auth/invitations/look", { token: SECRET.variable });
    secrets.push("dietitian@demo.test", "org_admin@demo.test", "demo.test", DEMO_PASSWORD, api.database.authenticatorUrl);

    // A client's record, written and read.
    const as = (query: string, variables: object, headers: Record<string, string> = {}) => post(`/api/v1/graphql?x=${SECRET.query}`, { query, variables }, { authorization: `Bearer ${again}`, ...headers });
    const id = randomUUID();
    const made = await as("mutation ($id: UUID!, $g: String!, $f: String!, $e: String, $p: String) { createClient(input: { id: $id, givenName: $g, familyName: $f, email: $e, phone: $p }) { result { rowId } } }", { id, g: SECRET.givenName, f: SECRET.familyName, e: SECRET.email, p: SECRET.phone });
    expect(made.body.errors).toBeUndefined();
    const medication = (await api.database.owner.query("select id from app_public.medications limit 1")).rows[0].id as string;
    const prescribed = await as("mutation ($c: UUID!, $m: UUID!, $d: String, $n: String) { createClientMedication(input: { clientMedication: { clientId: $c, medicationId: $m, dose: $d, note: $n } }) { clientMutationId } }", { c: id, m: medication, d: SECRET.dose, n: SECRET.note });
    expect(prescribed.body.errors).toBeUndefined();
    const read = await as("query ($id: UUID!) { client(rowId: $id) { fullName email phone clientMedications { nodes { dose note } } } }", { id });
    expect(JSON.stringify(read.body)).toContain(SECRET.dose); // so that it could have been logged

    // What fails: in values, in the document, in the body, in our own code, in what nobody foresaw.
    for (const [query, variables] of [
      ["query ($v: String!) { readNumber(written: $v) }", { v: SECRET.variable }],
      ["query ($v: String!) { breakRule(written: $v) }", { v: SECRET.note }],
      [`{ breakRule(written: "${SECRET.literal}") }`, {}],
      ["query ($v: UUID!) { client(rowId: $v) { rowId } }", { v: SECRET.variable }],
      [`{ client(rowId: "${SECRET.literal}") { rowId } }`, {}],
      [`{ "${SECRET.literal}" }`, {}],
      ["query ($c: Cursor) { clients(after: $c) { nodes { rowId } } }", { c: SECRET.variable }],
      ["query ($c: Cursor) { clients(after: $c) { nodes { rowId } } }", { c: Buffer.from(JSON.stringify([SECRET.variable, SECRET.note])).toString("base64") }],
      ["query ($id: ID!) { node(id: $id) { id } }", { id: SECRET.literal }],
      [`{ ${"a".repeat(10)}(x: "${SECRET.literal}") }`, {}],
      ["mutation ($id: UUID!, $p: BigFloat) { updateClient(input: { rowId: $id, patch: { heightCm: $p } }) { clientMutationId } }", { id, p: SECRET.variable }],
      ["query ($v: String!) { clients(filter: { fullName: { equalTo: $v } }) { nodes { fullName } } searchFoods(query: $v) }", { v: SECRET.familyName }],
      [`{ ${Array.from({ length: 30 }, (_, i) => `a${i}: breakRule(written: "${SECRET.literal}")`).join(" ")} }`, {}],
    ] as const) await as(query, variables);
    for (const path of ["/api/v1/graphql", "/api/v1/auth/login"]) {
      await post(path, `{"email": "${SECRET.email}", "password": ${SECRET.json}`);
      await post(path, `${SECRET.json}: ${"x".repeat(9000)}`);
      await post(path, SECRET.json, { "content-type": "text/plain" });
    }
    await as("{ __typename }", {}, { authorization: `Bearer ${SECRET.header}` });
    await api.request(`/api/v1/exports/${SECRET.query}?token=${SECRET.query}`, { token: again });
    await api.request(`/nowhere/${encodeURIComponent(`${SECRET.givenName} <${SECRET.email}>`)}?name=${SECRET.familyName}`);

    // Jobs: a mail that is refused with the address in the server's words, an export, one whose task fails with what a row holds.
    const dietitian = await identityOf(api.database, "dietitian@demo.test");
    const exportId = randomUUID();
    await as("mutation ($id: UUID!, $c: UUID!, $r: String!) { requestExport(input: { id: $id, clientId: $c, fromOn: \"2026-01-01\", toOn: \"2026-02-01\", reason: $r }) { clientMutationId } }", { id: exportId, c: id, r: SECRET.reason });
    await api.database.owner.query("select graphile_worker.add_job('export_requests__write', json_build_object('orgId', $1::text, 'exportId', $2::text))", [dietitian.orgId, SECRET.variable]);
    const failed = () => captured.lines().filter(({ msg }) => msg === "A job failed").map(({ task }) => task);
    await expect.poll(failed).toEqual(expect.arrayContaining(["export_requests__write", "password_resets__send"]));

    const text = captured.text() + printed.join("\n");
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    expect(text.match(/zq[-a-z]+|[\w.]+@[\w.]+\.test|eyJ[\w-]{10,}/gi) ?? []).toEqual([]);
    expect(text).not.toContain("[not listed]");

    // And yet it says what happened.
    const lines = captured.lines();
    expect(lines.find(({ msg }) => msg === "a library says: Invalid cursor:")).toBeDefined();
    expect(lines.filter(({ msg }) => msg === "request").length).toBeGreaterThan(25);
    expect(lines.filter(({ msg }) => msg === "A GraphQL field failed").map(({ err }) => err)).toContainEqual(expect.objectContaining({ code: "23999", routine: "exec_stmt_raise", functions: ["app_public.break_rule line 2"], stack: expect.stringMatching(/^\s+at /) }));
    expect(lines.find(({ msg, task }) => msg === "A job failed" && task === "export_requests__write")).toMatchObject({ jobId: expect.any(String), attempt: 1, err: { type: "ZodError" } });
  });

  it("can be followed by one id: from the header of the answer to the log, to the database's history and to the job", async () => {
    const requestId = "from-the-edge-4711";
    const token = await api.tokenOf("dietitian@demo.test");
    const id = randomUUID();
    const answer = await api.request("/api/v1/graphql", {
      token, headers: { "x-request-id": requestId }, body: { query: "mutation ($id: UUID!) { createClient(input: { id: $id, givenName: \"A\", familyName: \"B\" }) { clientMutationId } }", variables: { id } },
    });
    expect(answer.headers.get("x-request-id")).toBe(requestId);
    expect(captured.lines()).toContainEqual(expect.objectContaining({ msg: "request", requestId, userId: (await identityOf(api.database, "dietitian@demo.test")).userId }));
    const { rows } = await api.database.owner.query("select distinct request_id from audit.events where client_id = $1", [id]);
    expect(rows).toEqual([{ request_id: requestId }]);

    const [exportId, approval] = [randomUUID(), "from-the-edge-4712"];
    const request = "mutation ($id: UUID!, $c: UUID!) { requestExport(input: { id: $id, clientId: $c, fromOn: \"2026-01-01\", toOn: \"2026-02-01\", reason: \"For the insurer\" }) { clientMutationId } }";
    await api.request("/api/v1/graphql", { token, body: { query: request, variables: { id: exportId, c: id } } });
    const approved = await api.request("/api/v1/graphql", {
      token: await api.tokenOf("org_admin@demo.test"), headers: { "x-request-id": approval }, body: { query: "mutation ($id: UUID!) { approveExport(input: { id: $id }) { clientMutationId } }", variables: { id: exportId } },
    });
    expect(approved.body.errors).toBeUndefined();
    await idle();
    await expect.poll(() => captured.lines()).toContainEqual(expect.objectContaining({ requestId: approval, task: "export_requests__write", jobId: expect.any(String) }));
  });
});

describe("an error in the log", () => {
  it("has the shape of its message, not what stood in it", () => {
    expect(shapeOf('invalid input syntax for type uuid: "Anna Keller"')).toBe("invalid input syntax for type uuid: …");
    expect(shapeOf("Unexpected token 'h', \"hunter2 is my\"... is not valid JSON")).not.toMatch(/hunter/);
    expect(shapeOf("550 5.1.1 <anna@example.org> does not exist\nAnna")).not.toMatch(/anna/i);
    expect(shapeOf("Key (email)=(anna@example.org) already exists.")).not.toMatch(/anna/);
    expect(shapeOf('an unclosed "quotation of Anna')).not.toMatch(/Anna/);
  });

  it("keeps kind, code and places, also of what caused it, and nothing else", () => {
    const cause = Object.assign(new Error("the password of Anna is hunter2\nsecond line"), { code: "23505", detail: "Key (name)=(Anna)", where: "Anna", parameters: ["Anna"], table: "clients", constraint: "clients_pkey", body: "Anna" });
    const logged = loggedError(new Error("outer", { cause })) as { cause: Record<string, unknown> };
    expect(logged.cause).toMatchObject({ type: "Error", code: "23505", table: "clients", constraint: "clients_pkey" });
    expect(Object.keys(logged.cause).sort()).toEqual(["code", "constraint", "functions", "message", "stack", "table", "type"]);
    expect(logged.cause["functions"]).toEqual([]);
    expect(logged.cause["stack"]).not.toContain("Anna");
    expect(loggedError(Object.assign(new Error("Anna has a plan already."), { code: "TF409" }))).not.toHaveProperty("message");
    expect(loggedError("Anna")).toEqual({ type: "string" });
  });

  it("is written as such wherever a line names one, and fields that nobody listed are not written", () => {
    const { log, lines } = capturedLog();
    log.error(new Error('not "Anna"'), "a sentence");
    log.child({ patient: "Anna" }).info({ password: "hunter2", requestId: "r" }, "another");
    expect(lines()[0]!["err"].message).toBe("not …");
    expect(lines()[1]).toMatchObject({ patient: "[not listed]", password: "[not listed]", requestId: "r" });
  });
});
