import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Keyboard } from "./support/keyboard.ts";
import { PlanBuilder } from "./support/plan-builder.ts";
import { DIETITIAN, openStage, PASSWORD } from "./support/stage.ts";

// Nobody touches a mouse here; each test goes on where the one before stopped.
const stage = await openStage();
let keyboard: Keyboard;
let builder: PlanBuilder;

beforeAll(async () => {
  const page = await stage.open();
  keyboard = new Keyboard(page);
  builder = new PlanBuilder(page);
});
afterAll(() => stage.close());

describe("without a mouse", () => {
  it("somebody signs in", async () => {
    await keyboard.arrivesAt("Email");
    await keyboard.type(DIETITIAN);
    await keyboard.tabTo("Password");
    await keyboard.type("wrong password");
    await keyboard.press("Enter");
    await keyboard.page.getByText("Email and password do not match").waitFor();
    await keyboard.arrivesAt("Password");
    await keyboard.press("Control+A");
    await keyboard.type(PASSWORD);
    await keyboard.press("Enter");
    await keyboard.arrivesAt("Clients");
  });

  it("opens a client whom she searches for", async () => {
    await keyboard.page.getByRole("link", { name: "Keller, Maria" }).waitFor();
    await keyboard.press("/");
    await keyboard.type("kell");
    await expect.poll(() => keyboard.page.getByRole("row").count()).toBe(2);
    await keyboard.press("ArrowDown");
    await expect.poll(() => keyboard.focus()).toBe("Keller, Maria");
    await keyboard.press("Enter");
    await keyboard.arrivesAt("Maria Keller");
  });

  it("starts a plan for her", async () => {
    await keyboard.tabTo("Plans");
    await keyboard.press("Enter");
    await keyboard.page.getByRole("link", { name: "New meal plan" }).waitFor();
    await keyboard.tabTo("New meal plan");
    await keyboard.press("Enter");
    await keyboard.arrivesAt("New meal plan");
    await keyboard.tabTo("Name");
    await keyboard.type("By hand");
    await keyboard.press("Enter");
    await keyboard.arrivesAt("By hand, version 1");
  });

  it("adds a food", async () => {
    await keyboard.press("/");
    await keyboard.type("banana");
    await keyboard.press("Enter");
    await builder.item("Banana, raw, 1 cup, mashed", builder.meal("Day 1", "Breakfast")).waitFor();
    await keyboard.press("Escape");
    await expect.poll(() => keyboard.focus()).toBe("Banana, raw, 1 cup, mashed");
  });

  it("changes its amount, and leaves another as it was with Esc", async () => {
    await keyboard.press("Enter");
    await keyboard.type("120 g");
    await keyboard.press("Enter");
    await builder.saved();
    await expect.poll(() => keyboard.focus()).toBe("Banana, raw, 120 g");
    await keyboard.press("Enter");
    await keyboard.type("5");
    await keyboard.press("Escape");
    await expect.poll(() => keyboard.focus()).toBe("Banana, raw, 120 g");
  });

  it("duplicates, moves to the next day, removes and undoes", async () => {
    await keyboard.press("Control+D");
    await keyboard.press("Alt+ArrowRight");
    await builder.item("Banana, raw, 120 g", builder.meal("Day 2", "Breakfast")).waitFor();
    await expect.poll(() => keyboard.focus()).toBe("Banana, raw, 120 g");
    await keyboard.press("Delete");
    await expect.poll(() => keyboard.focus()).toBe("Day 2, Breakfast, 0 items");
    await keyboard.press("Control+Z");
    await builder.item("Banana, raw, 120 g", builder.meal("Day 2", "Breakfast")).waitFor();
    await builder.saved();
  });

  it("walks through the days, and finds every key in the list", async () => {
    await keyboard.press("]");
    await expect.poll(() => keyboard.focus()).toBe("Day 3, Breakfast, 0 items");
    await keyboard.press("?");
    const help = keyboard.page.getByRole("dialog", { name: "Keyboard" });
    await help.getByText("Search the library").waitFor();
    await keyboard.press("Escape");
    await help.waitFor({ state: "hidden" });
    await keyboard.arrivesAt("Day 3, Breakfast, 0 items");
  });

  it("opens the menu of an item and leaves it again", async () => {
    await keyboard.press("[");
    await keyboard.press("[");
    await expect.poll(() => keyboard.focus()).toBe("Banana, raw, 120 g");
    await keyboard.press("Shift+F10");
    const menu = keyboard.page.getByRole("listitem").filter({ hasText: "Duplicate" });
    await menu.waitFor();
    await keyboard.press("Escape");
    await menu.waitFor({ state: "hidden" });
    await keyboard.arrivesAt("Banana, raw, 120 g");
  });

  it("has targets proposed, looks at how they come about, and takes some", async () => {
    await keyboard.tabTo("Propose targets");
    await keyboard.press("Enter");
    const dialog = keyboard.page.getByRole("dialog", { name: "Targets from what is known of the client" });
    await dialog.getByText(/at rest; × 1\.6/).waitFor();
    await keyboard.tabTo("Activity");
    await keyboard.press("ArrowUp");
    await dialog.getByText(/at rest; × 1\.4/).waitFor();
    await keyboard.tabTo("Choose all");
    await keyboard.press("Space");
    if (await dialog.getByRole("checkbox", { name: "Choose all" }).isChecked()) await keyboard.press("Space");
    await dialog.getByRole("button", { name: "Set 0 targets", disabled: true }).waitFor();
    await keyboard.tabTo(/^Energy/);
    await keyboard.press("Space");
    await keyboard.tabTo(/^Protein/);
    await keyboard.press("Space");
    await keyboard.tabTo("Set 2 targets");
    await keyboard.press("Enter");
    await dialog.waitFor({ state: "hidden" });
    await builder.saved();
    await builder.nutrient("Energy").getByRole("button", { name: /^Target of Energy: [\d,]+–[\d,]+/ }).waitFor();
    await keyboard.arrivesAt("Propose targets");
    await keyboard.tabTo(/^Target of Energy/);
    await keyboard.press("Tab");
    await keyboard.page.getByRole("tooltip").getByText(/^10 × /).waitFor();
  });
});

it("nothing went wrong behind the screens", () => {
  expect(stage.faults).toEqual([]);
});
