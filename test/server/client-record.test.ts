import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "./support/api.ts";

const DIETITIAN = "dietitian@demo.test";
const ASSISTANT = "assistant@demo.test";
const CLIENT = "client@demo.test";

let api: TestApi;
let maria = "";
beforeAll(async () => {
  api = await startApi();
  const { rows } = await api.database.owner.query<{ id: string }>("select c.id from app_public.clients c join app_public.users u on u.id = c.user_id where u.email = $1", [CLIENT]);
  maria = rows[0]!.id;
});
afterAll(() => api.stop());

const ADD_LAB = `mutation($input: ClientLabInput!) { createClientLab(input: { clientLab: $input }) { clientLab { value enteredValue enteredUnit labTest { unit } } } }`;
const lab = (email: string, input: object) => api.graphql(email, ADD_LAB, { input: { rowId: randomUUID(), clientId: maria, takenOn: "2026-03-02", ...input } });

describe("a laboratory value", () => {
  it("is kept as it was printed, and converted once", async () => {
    const { data, errors } = await lab(ASSISTANT, { labTestCode: "ldl_cholesterol", enteredValue: "130", enteredUnit: "mg/dL" });
    expect(errors).toEqual([]);
    expect(data.createClientLab.clientLab).toEqual({ value: "3.3622", enteredValue: "130", enteredUnit: "mg/dL", labTest: { unit: "mmol/L" } });
  });

  it("is corrected, and converted anew", async () => {
    const rowId = randomUUID();
    await lab(DIETITIAN, { rowId, labTestCode: "hba1c", enteredValue: "73", enteredUnit: "mmol/mol" });
    const { data } = await api.graphql(DIETITIAN, `mutation($rowId: UUID!) { updateClientLab(input: { rowId: $rowId, patch: { enteredValue: "37" } }) { clientLab { value } } }`, { rowId });
    expect(data.updateClientLab.clientLab).toEqual({ value: "5.5368" });
  });

  it.each([
    ["a unit of another test", { labTestCode: "potassium_serum", enteredValue: "20", enteredUnit: "mg/dL" }, "TF090", "Potassium is not given in “mg/dL”. Choose mmol/L or mEq/L."],
    ["a typo", { labTestCode: "potassium_serum", enteredValue: "45", enteredUnit: "mmol/L" }, "TF091", "Potassium of 45 mmol/L cannot be right: only values from 1 to 12 mmol/L are taken. Check the number and the unit."],
    ["a number in another unit", { labTestCode: "haemoglobin", enteredValue: "13.5", enteredUnit: "g/L" }, "TF091", /^Haemoglobin of 13\.5 g\/L cannot be right/],
    ["a sample of the future", { labTestCode: "potassium_serum", enteredValue: "4.5", enteredUnit: "mmol/L", takenOn: "2999-01-01" }, "TF092", "A sample is taken today at the latest."],
    ["a bound instead of a number", { labTestCode: "egfr", enteredValue: "<15", enteredUnit: "mL/min/1.73m²" }, "TF400", /./],
  ])("refuses %s with a sentence", async (_what, input, code, message) => {
    const { errors } = await lab(DIETITIAN, input);
    expect(errors[0]?.extensions["code"]).toBe(code);
    expect(errors[0]?.message).toMatch(message);
  });

  it("sent again is there once", async () => {
    const rowId = randomUUID();
    const input = { rowId, labTestCode: "inr", enteredValue: "2.5", enteredUnit: "INR" };
    await lab(DIETITIAN, input);
    expect((await lab(DIETITIAN, input)).errors[0]?.extensions["code"]).toBe("TF409");
    expect((await api.database.owner.query("select from app_public.client_labs where id = $1", [rowId])).rowCount).toBe(1);
  });
});

describe("the latest values", () => {
  it("are one a test, of the last sample, and all of a test are the latest first", async () => {
    const { data } = await api.graphql(
      DIETITIAN,
      `query($rowId: UUID!) { client(rowId: $rowId) { latestLabs { nodes { labTestCode value } } labValues(labTestCode: "inr", first: 3) { totalCount nodes { value } } } }`,
      { rowId: maria },
    );
    const latest = data.client.latestLabs.nodes as { labTestCode: string; value: string }[];
    expect(latest.filter(({ labTestCode }) => labTestCode === "inr")).toEqual([{ labTestCode: "inr", value: "2.4" }]);
    expect(data.client.labValues.nodes.map(({ value }: { value: string }) => value)).toEqual(["2.4", "2.6", "2.9"]);
  });

  it("reading them is an event of the client's record", async () => {
    await api.database.owner.query("delete from audit.events where action = 'read'");
    await api.graphql(DIETITIAN, `query($rowId: UUID!) { client(rowId: $rowId) { latestLabs { nodes { value } } } }`, { rowId: maria });
    const { rows } = await api.database.owner.query("select client_id, after from audit.events where action = 'read'");
    expect(rows).toEqual([{ client_id: maria, after: { parts: ["client_labs"] } }]);
  });

  it("are the client's own to read, without the notes of the staff", async () => {
    const own = await api.graphql(CLIENT, `query($rowId: UUID!) { client(rowId: $rowId) { clientLabs(first: 1) { nodes { value } } clientLimits { totalCount } clientPreferences { nodes { tagCode } } } }`, { rowId: maria });
    expect(own.errors).toEqual([]);
    expect(own.data.client.clientPreferences.nodes).toEqual([{ tagCode: "liver" }]);
    const note = await api.graphql(CLIENT, `query($rowId: UUID!) { client(rowId: $rowId) { clientLabs(first: 1) { nodes { note } } } }`, { rowId: maria });
    expect(note.errors[0]?.extensions["code"]).toBe("TF403");
  });
});

describe("two people who record an order for the same nutrient at once", () => {
  const ADD_LIMIT = `mutation($input: AddClientLimitInput!) { addClientLimit(input: $input) { result { rowId maximum } } }`;
  const order = (email: string, maximum: string) =>
    api.graphql(email, ADD_LIMIT, { input: { id: randomUUID(), clientId: maria, nutrientId: 255, scope: "day", maximum, orderedBy: "Dr. Lee", orderedOn: "2026-03-01", startsOn: "2026-03-01" } });

  it("leave one order: the other is told which holds", async () => {
    const answers = await Promise.all([order(DIETITIAN, "1500"), order(ASSISTANT, "1800")]);
    const codes = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions["code"] as string));
    expect(codes).toHaveLength(1);
    expect(["TF094", "TF409"]).toContain(codes[0]);
    const { rows } = await api.database.owner.query("select maximum from app_public.client_limits where client_id = $1 and nutrient_id = 255", [maria]);
    expect(rows).toHaveLength(1);
    const late = await order(ASSISTANT, "1200");
    expect(late.errors[0]).toMatchObject({ message: "An order by Dr. Lee for water holds in that period already. Replace it, or end it first.", extensions: { code: "TF094", detail: { startsOn: "2026-03-01", endsOn: null } } });
  });
});
