import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identitySettings, settingsStatement } from "../../server/platform/database.ts";
import { identityOf } from "../harness/database.ts";
import { startApi, type TestApi } from "./support/api.ts";

const ADMIN = "org_admin@demo.test";
const DIETITIAN = "dietitian@demo.test";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const memberId = async (email: string) => (await identityOf(api.database, email)).memberId!;
const code = (answer: { errors: { extensions: Record<string, unknown> }[] }) => answer.errors[0]?.extensions["code"];

describe("an org_admin, through the API", () => {
  it("changes settings, and what was left out stays", async () => {
    const change = "mutation($input: UpdateOrganizationInput!) { updateOrganization(input: $input) { result { name energyUnit panelNutrientIds timeZone } } }";
    const answer = await api.graphql(ADMIN, change, { input: { energyUnit: "kJ", panelNutrientIds: [208, 307] } });
    expect(answer.errors).toEqual([]);
    expect(answer.data.updateOrganization.result).toEqual({ name: "Demo practice", energyUnit: "kJ", panelNutrientIds: [208, 307], timeZone: "Europe/Berlin" });
    expect(code(await api.graphql(ADMIN, change, { input: { timeZone: "Mars/Olympus" } }))).toBe("TF400");
    expect(code(await api.graphql(ADMIN, change, { input: { panelNutrientIds: [268] } }))).toBe("TF400");
    expect(code(await api.graphql(DIETITIAN, change, { input: { name: "Mine" } }))).toBe("TF403");
  });

  it("invites by e-mail once, and nobody else's answer says whether the address is known", async () => {
    const invite = "mutation($input: InviteMemberInput!) { inviteMember(input: $input) { result { rowId email role sentAt } } }";
    const input = { id: randomUUID(), email: "new@example.test", role: "assistant" };
    const [first, again] = [await api.graphql(ADMIN, invite, { input }), await api.graphql(ADMIN, invite, { input })];
    expect(first.errors).toEqual([]);
    expect(again.data).toEqual(first.data);
    expect(code(await api.graphql(ADMIN, invite, { input: { ...input, id: randomUUID() } }))).toBe("TF409");
    expect(code(await api.graphql(ADMIN, invite, { input: { ...input, id: randomUUID(), email: DIETITIAN } }))).toBe("TF071");
    const elsewhere = await api.graphql(ADMIN, invite, { input: { ...input, id: randomUUID(), email: "dietitian@other.test" } });
    const unknown = await api.graphql(ADMIN, invite, { input: { ...input, id: randomUUID(), email: "nobody@example.test" } });
    expect([elsewhere.errors, unknown.errors]).toEqual([[], []]);
    const { rows } = await api.database.owner.query("select 1 from graphile_worker.jobs where task_identifier = 'invitations__send'");
    expect(rows).toHaveLength(3);
  });

  it("gets a code for a client once, and the API shows it nowhere else", async () => {
    const clientId = (await api.database.owner.query("select id from app_public.clients where user_id is null and org_id = $1 limit 1", [(await identityOf(api.database, ADMIN)).orgId])).rows[0].id;
    const invite = "mutation($input: InviteClientInput!) { inviteClient(input: $input) { result { invitationId code expiresAt } } }";
    const made = (await api.graphql(ADMIN, invite, { input: { id: randomUUID(), clientId } })).data.inviteClient.result;
    expect(made.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$/);
    const listed = await api.graphql(ADMIN, "query($clientId: UUID) { openInvitations(clientId: $clientId) { nodes { rowId kind email } } }", { clientId });
    expect(listed.data.openInvitations.nodes).toEqual([{ rowId: made.invitationId, kind: "client", email: null }]);
    const { rows } = await api.database.owner.query("select row_to_json(i)::text as row from app_public.invitations i union all select e.after::text from audit.events e");
    expect(rows.filter((row) => String(row.row).includes(made.code))).toEqual([]);
  });

  it("is told that another organisation's member and invitation do not exist", async () => {
    const change = "mutation($id: UUID!) { deactivateMember(input: { memberId: $id }) { result { rowId } } }";
    const [foreign, none] = [await api.graphql(ADMIN, change, { id: await memberId("dietitian@other.test") }), await api.graphql(ADMIN, change, { id: randomUUID() })];
    expect(foreign).toEqual(none);
    expect(code(foreign)).toBe("TF404");
  });
});

describe("two administrators who deactivate each other at the same moment", () => {
  it("leave one of them: the second finds that nobody else is left", async () => {
    const other = await memberId("nutritionist@demo.test");
    await api.database.owner.query("update app_public.memberships set role = 'org_admin' where id = $1", [other]);
    const deactivate = "select status from app_public.deactivate_member($1)";
    const [first, second] = [await session(ADMIN), await session("nutritionist@demo.test")];
    await first.client.query(deactivate, [other]);
    const outcome = second.client.query(deactivate, [await memberId(ADMIN)]).then(() => "done", (error: pg.DatabaseError) => error.code);
    await untilBlocked(second.pid);
    await first.client.query("commit");
    expect(await outcome).toBe("TF070");
    await Promise.all([first.client.end(), second.client.end()]);
    const { rows } = await api.database.owner.query(
      "select u.email from app_public.memberships m join app_public.users u on u.id = m.user_id where m.org_id = $1 and m.role = 'org_admin' and m.status = 'active'",
      [(await identityOf(api.database, ADMIN)).orgId],
    );
    expect(rows).toEqual([{ email: ADMIN }]);
  });

  /** A connection of its own in an open transaction, as that person. */
  async function session(email: string) {
    const client = new pg.Client({ connectionString: api.database.authenticatorUrl });
    await client.connect();
    await client.query("begin");
    const { text, values } = settingsStatement(identitySettings(await identityOf(api.database, email)));
    await client.query(text, values);
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    return { client, pid: rows[0]!.pid };
  }

  async function untilBlocked(pid: number): Promise<void> {
    for (;;) {
      const { rows } = await api.database.owner.query<{ blocked: boolean }>("select cardinality(pg_blocking_pids($1)) > 0 as blocked", [pid]);
      if (rows[0]!.blocked) return;
    }
  }
});
