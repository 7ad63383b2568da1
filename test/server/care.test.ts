import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asRole } from "../harness/database.ts";
import { practiceToday } from "../harness/practice-dates.ts";
import { startApi, type TestApi } from "./support/api.ts";

const ADMIN = "org_admin@demo.test";
const DIETITIAN = "dietitian@demo.test";

let api: TestApi;
const member: Record<string, string> = {};
const today = practiceToday();
beforeAll(async () => {
  api = await startApi();
  const { rows } = await api.database.owner.query<{ email: string; id: string }>(
    "select u.email, m.id from app_public.memberships m join app_public.users u on u.id = m.user_id where u.email like '%@demo.test'",
  );
  for (const { email, id } of rows) member[email.split("@")[0]!] = id;
});
afterAll(() => api.stop());

/** A client of the demo practice in the care of these members. */
async function newClient(...carers: string[]): Promise<string> {
  const { rows } = await api.database.owner.query<{ id: string }>(
    `with client as (insert into app_public.clients (org_id, given_name, family_name) select org_id, 'Raced', 'Client' from app_public.memberships where id = $1 returning org_id, id),
          care as (insert into app_public.care_assignments (org_id, client_id, member_id, starts_on) select c.org_id, c.id, m, current_date - 9 from client c, unnest($2::uuid[]) m)
     select id from client`,
    [member["org_admin"], carers.map((carer) => member[carer])],
  );
  return rows[0]!.id;
}

/** Calls as that person in a transaction of its own; answers ok or the code. */
const outcome = (email: string, statement: string, values: unknown[]): Promise<string> =>
  asRole(api.database, email, (sql) => sql.query(statement, values)).then(
    () => "ok",
    (error: { code: string }) => error.code,
  );

describe("what members of staff are told", () => {
  const BELL = `{ unreadNotificationCount notifications(first: 5, orderBy: [CREATED_AT_DESC]) { totalCount nodes { rowId kind payload readAt client { rowId } } } }`;

  it("comes newest first with the number of unread ones, in one query, and is marked as read by its recipient alone", async () => {
    const clientId = await newClient("dietitian");
    const taken = await api.graphql(ADMIN, `mutation { takeOverClient(input: {id: "${randomUUID()}", clientId: "${clientId}", reason: "Hannah is ill"}) { result { isTakeOver reason } } }`);
    expect(taken.data.takeOverClient.result).toEqual({ isTakeOver: true, reason: "Hannah is ill" });
    const care = (await api.database.owner.query("select id from app_public.care_assignments where client_id = $1 and not is_take_over", [clientId])).rows[0].id;
    const ended = await api.graphql(ADMIN, `mutation { endCare(input: {careAssignmentId: "${care}", endsOn: "${today}"}) { result { client { hasCarerOn(onDay: "${today}") } } } }`);
    expect(ended.data.endCare.result.client.hasCarerOn).toBe(true); // the administrator, who took over

    const told = (await api.graphql(DIETITIAN, BELL)).data;
    expect(told.unreadNotificationCount).toBe(2);
    expect(told.notifications.nodes.map(({ kind }: { kind: string }) => kind)).toEqual(["care_ended", "client_taken_over"]);
    expect(told.notifications.nodes[0]).toMatchObject({ client: null, payload: { actorName: "Oliver Brandt", clientName: "Raced Client", endsOn: today } }); // no longer hers to see
    const [{ rowId: newest }] = told.notifications.nodes;

    const mark = `mutation { markNotificationsRead(input: {ids: ["${newest}"]}) { result { rowId } } }`;
    expect((await api.graphql(ADMIN, mark)).data.markNotificationsRead.result).toEqual([]);
    expect((await api.graphql(DIETITIAN, BELL)).data.unreadNotificationCount).toBe(2);
    expect((await api.graphql(DIETITIAN, mark)).data.markNotificationsRead.result).toEqual([{ rowId: newest }]);
    expect((await api.graphql(DIETITIAN, BELL)).data.unreadNotificationCount).toBe(1);
  });
});

describe("at the same moment", () => {
  const HAND_OVER = "select app_public.hand_over_client($1, $2, $3, $4, $5)";

  it("a client is handed over to one of two colleagues, never to both", async () => {
    const clientId = await newClient("dietitian");
    const to = (colleague: string) => outcome(DIETITIAN, HAND_OVER, [randomUUID(), clientId, member["dietitian"], member[colleague], today]);
    expect((await Promise.all([to("nutritionist"), to("assistant")])).sort()).toEqual(["TF404", "ok"]);
    const { rows } = await api.database.owner.query("select member_id from app_public.care_assignments where client_id = $1 and ends_on is null", [clientId]);
    expect(rows).toHaveLength(1);
  });

  it("the same care is assigned once", async () => {
    const clientId = await newClient();
    const assign = () => outcome(ADMIN, "select app_public.assign_care($1, $2, $3)", [randomUUID(), clientId, member["dietitian"]]);
    const [won, lost] = (await Promise.all([assign(), assign()])).sort().toReversed();
    expect(won).toBe("ok");
    expect(["TF077", "23P01"]).toContain(lost); // the constraint decides where both looked before either wrote
  });

  it("a team is archived, or gets a client, not both", async () => {
    const [clientId, teamId] = [await newClient(), randomUUID()];
    expect(await outcome(ADMIN, "select app_public.create_team($1, 'Raced')", [teamId])).toBe("ok");
    const answers = await Promise.all([
      outcome(ADMIN, "select app_public.archive_team($1)", [teamId]),
      outcome(ADMIN, "select app_public.assign_care($1, $2, null, $3)", [randomUUID(), clientId, teamId]),
    ]);
    expect([["ok", "TF075"], ["TF078", "ok"]]).toContainEqual(answers);
  });
});
