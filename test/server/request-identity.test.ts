import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPool, withIdentity } from "../../server/platform/database.ts";
import { createDatabase, type TestDatabase } from "../harness/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

const who = "select current_user::text as role, nullif(current_setting('app.user_id', true), '') as user_id";

describe("the request identity", () => {
  it("acts under the role and settings of the person", async () => {
    const userId = "00000000-0000-7000-8000-000000000001";
    const { rows } = await withIdentity(database.authenticator, { userId, role: "dietitian" }, (client) => client.query(who));
    expect(rows).toEqual([{ role: "tf_dietitian", user_id: userId }]);
  });

  it("leaves nothing to the connection's next user", async () => {
    const single = createPool(database.authenticatorUrl, { name: "test", max: 1 });
    await withIdentity(single, { userId: "00000000-0000-7000-8000-000000000001", role: "org_admin" }, (client) => client.query(who));
    const { rows } = await single.query(who);
    expect(rows).toEqual([{ role: "tf_authenticator", user_id: null }]);
    await single.end();
  });

  it("rolls back what failed", async () => {
    const failing = withIdentity(database.authenticator, { role: "client" }, (client) => client.query("select 1/0"));
    await expect(failing).rejects.toThrow("division by zero");
    await expect(withIdentity(database.authenticator, {}, (client) => client.query(who))).resolves.toMatchObject({
      rows: [{ role: "tf_anonymous", user_id: null }],
    });
  });

  it("cannot become the owner", async () => {
    await expect(database.authenticator.query("set role tf_owner")).rejects.toThrow("permission denied");
  });
});
