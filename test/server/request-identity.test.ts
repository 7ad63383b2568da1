import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPool, withIdentity } from "../../server/platform/database.ts";
import { createDatabase, identityOf, type TestDatabase } from "../harness/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

const who = "select current_user::text as role, nullif(current_setting('app.user_id', true), '') as user_id";

describe("the request identity", () => {
  it("acts under the role and settings of the person", async () => {
    const dietitian = await identityOf(database, "dietitian@demo.test");
    const { rows } = await withIdentity(database.authenticator, dietitian, (client) => client.query(who));
    expect(rows).toEqual([{ role: "tf_dietitian", user_id: dietitian.userId }]);
  });

  it("leaves nothing to the connection's next user", async () => {
    const single = createPool(database.authenticatorUrl, { name: "test", max: 1 });
    await withIdentity(single, await identityOf(database, "org_admin@demo.test"), (client) => client.query(who));
    const { rows } = await single.query(who);
    expect(rows).toEqual([{ role: "tf_authenticator", user_id: null }]);
    await single.end();
  });

  it("rolls back what failed", async () => {
    const failing = withIdentity(database.authenticator, await identityOf(database, "client@demo.test"), (client) => client.query("select 1/0"));
    await expect(failing).rejects.toThrow("division by zero");
    await expect(withIdentity(database.authenticator, {}, (client) => client.query(who))).resolves.toMatchObject({
      rows: [{ role: "tf_anonymous", user_id: null }],
    });
  });

  it("cannot become the owner", async () => {
    await expect(database.authenticator.query("set role tf_owner")).rejects.toThrow("permission denied");
  });
});
