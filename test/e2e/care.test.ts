import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { expectAccessible } from "./support/accessibility.ts";
import { ADMIN, ASSISTANT, DIETITIAN, openStage } from "./support/stage.ts";

// Who cares for whom, as an administrator and the staff do it on the screens; and what each of them is told.
const stage = await openStage();
afterAll(() => stage.close());

const sql = async (text: string, values: unknown[] = []) => (await stage.application.database.owner.query(text, values)).rows;
const says = (page: Page, words: string | RegExp) => page.getByRole("status").filter({ hasText: words }).waitFor();
const openClient = async (page: Page, name: string) => {
  await page.getByRole("link", { name }).click();
  await page.getByRole("region", { name: "Care team" }).waitFor();
};
/** Chooses a name in a field that looks it up. */
const choose = async (page: Page, field: string, name: string) => {
  await page.getByRole("dialog").getByRole("combobox", { name: field }).fill(name);
  await page.getByRole("option", { name }).click();
};
const bell = (page: Page) => page.getByRole("button", { name: /^Notifications/ });

describe("an administrator", () => {
  it("finds whom nobody cares for, assigns, ends and is told when nobody is left", async () => {
    await sql("insert into app_public.clients (org_id, given_name, family_name) select id, 'Lena', 'Lost' from app_public.organizations where name = 'Demo practice'");
    const page = await stage.signIn(ADMIN);
    await page.getByLabel("In the care of").selectOption("In nobody’s care");
    await page.getByRole("link", { name: "Lost, Lena" }).waitFor();
    await expect.poll(() => page.getByRole("table", { name: "Clients" }).getByRole("link").count()).toBe(1);
    await expectAccessible(page, "the clients whom nobody cares for");
    await openClient(page, "Lost, Lena");
    const team = page.getByRole("region", { name: "Care team" });
    await team.getByText("Nobody cares for this client yet").waitFor();

    await team.getByRole("button", { name: "Assign" }).click();
    await page.getByRole("dialog", { name: "Assign care" }).waitFor();
    await expectAccessible(page, "the dialog that assigns");
    await choose(page, "Member of staff or team", "Family nutrition");
    await page.getByRole("dialog").getByRole("button", { name: "Assign" }).click();
    await says(page, "Family nutrition cares for Lena Lost");
    await team.getByText("Team: Ben Carter, Jonas Weber").waitFor();

    await team.getByRole("button", { name: "End the care of Family nutrition" }).click();
    await page.getByText("Nobody cares for Lena Lost then").waitFor();
    await expectAccessible(page, "the dialog that ends care");
    await page.getByRole("dialog").getByRole("button", { name: "End care" }).click();
    await says(page, "Nobody cares for Lena Lost then");
    await team.getByText("Nobody cares for this client yet").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await team.getByRole("button", { name: "End the care of Family nutrition" }).waitFor();
    await team.getByText("Past care (1)").click();
    await expectAccessible(page, "past care");
    await page.context().close();
  });

  it("takes a client over with a reason that the care team reads", async () => {
    const page = await stage.signIn(ADMIN);
    await openClient(page, "Demir, Aylin");
    await page.getByText("You see the directory entry.").waitFor();
    await page.getByRole("button", { name: "Take over" }).click();
    const dialog = page.getByRole("dialog", { name: "Take over Aylin Demir" });
    await dialog.getByText("Ben Carter, Hannah Vogel are told").waitFor();
    await dialog.getByRole("button", { name: "Take over" }).click();
    await dialog.getByText("Say in a few words why").waitFor();
    await expectAccessible(page, "taking over without a reason");
    await dialog.getByLabel("Reason").fill("Hannah is ill this week");
    await dialog.getByRole("button", { name: "Take over" }).click();
    await says(page, "Aylin Demir is in your care");
    await page.getByRole("heading", { name: "Weight" }).waitFor(); // the record is open
    await page.getByRole("region", { name: "Care team" }).getByText("Took over: Hannah is ill this week").waitFor();
    await page.context().close();

    const told = await stage.signIn(DIETITIAN);
    await told.goto("/exports");
    await told.getByText("No exports yet").waitFor();
    await told.getByRole("button", { name: "Notifications, 1 unread" }).click();
    const line = told.getByRole("link", { name: /Oliver Brandt opened the record of Aylin Demir.*Hannah is ill this week/ });
    await line.waitFor();
    await expectAccessible(told, "a notification");
    await line.click();
    await told.getByRole("heading", { level: 1, name: "Aylin Demir" }).waitFor();
    await told.getByRole("button", { name: "Notifications", exact: true }).waitFor();
    await told.context().close();
  });

  it("makes a team, takes somebody in and out, renames and archives it", async () => {
    const page = await stage.signIn(ADMIN);
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click();
    await page.getByRole("navigation", { name: "Parts of the settings" }).getByRole("link", { name: "Teams" }).click();
    const family = page.getByRole("region", { name: "Family nutrition" });
    await family.getByText("Jonas Weber").waitFor();
    await family.getByRole("link", { name: /clients?$/ }).waitFor();
    await expectAccessible(page, "the teams");
    await family.getByRole("button", { name: "Archive Family nutrition" }).click();
    await family.getByText("The team still cares for").waitFor();

    await page.getByRole("button", { name: "New team" }).click();
    await page.getByRole("dialog", { name: "New team" }).getByLabel("Name").fill("Renal");
    await page.keyboard.press("Enter");
    const renal = page.getByRole("region", { name: "Renal" });
    await renal.getByText("Nobody belongs to this team").waitFor();
    await renal.getByRole("button", { name: "Add member to Renal" }).click();
    await choose(page, "Member of staff", "Hannah Vogel");
    await expectAccessible(page, "the dialog that takes somebody in");
    await page.getByRole("dialog").getByRole("button", { name: "Add" }).click();
    await renal.getByText("Hannah Vogel").waitFor();
    await renal.getByRole("button", { name: "Remove Hannah Vogel from Renal" }).click();
    await renal.getByText("Past members (1)").waitFor();
    await renal.getByRole("button", { name: "Archive Renal" }).click();
    await page.getByText("Archived teams (1)").click();
    await page.getByRole("button", { name: "Restore Renal" }).click();
    await renal.waitFor();
    await page.context().close();
  });

  it("hands over all clients of somebody whom she deactivates", async () => {
    const page = await stage.signIn(ADMIN);
    await page.goto("/settings/members");
    await page.getByRole("button", { name: "Deactivate Jonas Weber" }).click();
    const dialog = page.getByRole("dialog", { name: "Deactivate Jonas Weber" });
    await dialog.getByText("Jonas Weber cares for 3 clients").waitFor();
    await expectAccessible(page, "deactivating somebody who has clients");
    await choose(page, "Hand over all of them to", "Hannah Vogel");
    await dialog.getByRole("button", { name: "Hand over and deactivate" }).click();
    await says(page, "Jonas Weber is deactivated");
    const handed = await sql(
      `select count(*)::int from app_public.care_assignments a join app_public.memberships m on (m.org_id, m.id) = (a.org_id, a.member_id)
         join app_public.users u on u.id = m.user_id where u.email = $1 and a.handed_over_from_member_id is not null and a.ends_on is null and a.starts_on >= current_date - 1`,
      [DIETITIAN],
    );
    expect(handed).toEqual([{ count: 3 }]);
    await page.getByRole("button", { name: "Undo" }).click(); // lets him in again; the clients stay where they are
    await page.getByRole("button", { name: "Deactivate Jonas Weber" }).waitFor();
    await page.context().close();
  });
});

describe("a dietitian", () => {
  it("hands a client of hers over to a colleague, by keyboard, and loses the record", async () => {
    const page = await stage.signIn(DIETITIAN);
    await openClient(page, "Moretti, Chiara");
    await expect.poll(() => page.getByRole("button", { name: "Assign" }).count()).toBe(0);
    await page.getByRole("button", { name: "Hand over from Hannah Vogel" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Hand over Chiara Moretti" });
    await dialog.getByRole("combobox", { name: "To" }).fill("Ben");
    await page.getByRole("option", { name: "Ben Carter" }).waitFor();
    await page.keyboard.press("Enter");
    await dialog.getByLabel("Note").fill("Evening appointments only");
    await expectAccessible(page, "handing over");
    await dialog.getByRole("button", { name: "Hand over" }).press("Enter");
    await says(page, "Chiara Moretti is handed over to Ben Carter");
    await page.getByText("There is no such client, or not in your care").waitFor();
    await page.context().close();

    const colleague = await stage.signIn(ASSISTANT);
    await bell(colleague).click();
    await colleague.getByText("Evening appointments only").waitFor();
    await colleague.getByRole("button", { name: "Mark all read" }).click();
    await colleague.getByRole("button", { name: "Notifications", exact: true }).waitFor();
    await colleague.keyboard.press("Escape");
    await openClient(colleague, "Moretti, Chiara");
    await colleague.getByText("Handed over by Hannah Vogel: Evening appointments only").waitFor();
    await colleague.context().close();
  });

  it("sees who acts for a child and what they logged, and ends it", async () => {
    const page = await stage.signIn(DIETITIAN); // Noah came to her with Jonas Weber's clients
    await openClient(page, "Fischer, Noah");
    const guardians = page.getByRole("region", { name: "Guardians" });
    await guardians.getByText("Anna Fischer, mother").waitFor();
    await page.getByRole("link", { name: "Progress" }).click();
    await page.getByText("Logged by Anna Fischer, mother").first().waitFor();
    await page.getByRole("link", { name: "Overview" }).click();
    await guardians.getByRole("button", { name: "End the guardianship of Anna Fischer" }).click();
    await page.getByRole("dialog", { name: "End guardianship" }).waitFor();
    await expectAccessible(page, "ending a guardianship");
    await page.getByRole("dialog").getByRole("button", { name: "End guardianship" }).click();
    await says(page, "Anna Fischer is no longer a guardian");
    await guardians.getByText("Past guardians (1)").waitFor();
    await page.context().close();
  });
});

it("nothing went wrong behind the screens", () => {
  expect(stage.faults).toEqual([]);
});
