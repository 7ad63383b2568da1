import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "./support/api.ts";
import { makePractices } from "./support/practices.ts";

// History through the API: who last edited a row, the history of a row, and an administrator's trail.
let api: TestApi;
let cleo: string;
const [DIETITIAN, ADMIN, CLIENT] = ["dietitian@north.test", "org_admin@north.test", "client@north.test"];
const allergy = randomUUID();

beforeAll(async () => {
  api = await startApi();
  ({ north: cleo } = await makePractices(api.database.owner));
  const { rows } = await api.database.owner.query("select id from app_public.allergens where code = 'peanut'");
  const { errors } = await api.graphql(DIETITIAN, `mutation($id: UUID!, $client: UUID!, $allergen: UUID!) {
    createClientAllergy(input: {clientAllergy: {rowId: $id, clientId: $client, allergenId: $allergen, criticality: high, reaction: "hives"}}) { clientAllergy { rowId } } }`,
    { id: allergy, client: cleo, allergen: rows[0].id });
  expect(errors).toEqual([]);
});
afterAll(() => api.stop());

const row = `query($id: UUID!) { clientAllergy(rowId: $id) { updatedBy updatedByName } }`;

describe("who last edited a row", () => {
  it("is named to colleagues", async () => {
    const { data } = await api.graphql("assistant@north.test", row, { id: allergy });
    expect(data.clientAllergy.updatedByName).toBe("Dietitian of north");
  });

  it("is named to staff when it was the client in their care", async () => {
    const id = randomUUID();
    await api.graphql(CLIENT, `mutation($id: UUID!, $client: UUID!) { createBodyMetric(input: {bodyMetric: {rowId: $id, clientId: $client, kind: weight, value: "70", measuredOn: "2026-01-05"}}) { bodyMetric { rowId } } }`, { id, client: cleo });
    expect((await api.graphql(DIETITIAN, `{ bodyMetric(rowId: "${id}") { updatedByName } }`)).data.bodyMetric.updatedByName).toBe("Client of north");
    expect((await api.graphql(DIETITIAN, `{ users { nodes { displayName } } }`)).data.users.nodes.map((user: any) => user.displayName)).not.toContain("Client of south");
  });

  it("is nobody to those who may not see the person", async () => {
    expect((await api.graphql(CLIENT, row, { id: allergy })).data.clientAllergy).toMatchObject({ updatedBy: expect.any(String), updatedByName: null });
  });
});

describe("history", () => {
  it("of a row, to the care team, in words", async () => {
    const { data, errors } = await api.graphql(DIETITIAN, `{ recordHistory(tableName: "client_allergies", rowKey: "${allergy}") { nodes { action actorName subject changes isWithheld } } }`);
    expect(errors).toEqual([]);
    expect(data.recordHistory.nodes).toMatchObject([{ action: "insert", actorName: "Dietitian of north", subject: "Peanut", isWithheld: false }]);
    expect(data.recordHistory.nodes[0].changes).toContainEqual({ field: "reaction", before: null, after: "hives" });
  });

  it("of the organisation, to an administrator, without what a record says", async () => {
    const { data, errors } = await api.graphql(ADMIN, `{ auditTrail(clientId: "${cleo}") { nodes { action tableName actorName subject changes isWithheld clientName } } }`);
    expect(errors).toEqual([]);
    expect(data.auditTrail.nodes).toContainEqual({ action: "insert", tableName: "client_allergies", actorName: "Dietitian of north", subject: null, changes: null, isWithheld: true, clientName: "Cleo north" });
    expect(data.auditTrail.nodes.some((node: any) => node.action === "read")).toBe(true);
    expect(JSON.stringify(data)).not.toMatch(/hives|Peanut/);
  });

  it("is a reading of the record itself", async () => {
    await api.database.owner.query("delete from audit.events where action = 'read'");
    await api.graphql(DIETITIAN, `{ recordHistory(tableName: "client_allergies", clientId: "${cleo}") { nodes { action } } }`);
    const { rows } = await api.database.owner.query("select client_id, after -> 'parts' as parts from audit.events where action = 'read'");
    expect(rows).toEqual([{ client_id: cleo, parts: ["audit_entry", "record_history"] }]);
  });

  it("is nobody else's", async () => {
    for (const email of [DIETITIAN, "assistant@north.test", "researcher@north.test", CLIENT]) expect((await api.graphql(email, "{ auditTrail { nodes { action } } }")).errors[0]?.extensions["code"]).toBe("TF403");
    for (const email of ["researcher@north.test", CLIENT]) expect((await api.graphql(email, `{ recordHistory(tableName: "foods", rowKey: "x") { nodes { action } } }`)).errors[0]?.extensions["code"]).toBe("TF403");
    expect((await api.graphql("dietitian@south.test", `{ recordHistory(tableName: "client_allergies", rowKey: "${allergy}") { nodes { action } } }`)).data).toEqual({ recordHistory: { nodes: [] } });
  });
});
