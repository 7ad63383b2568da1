import { readFileSync } from "node:fs";
import type axe from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { projectPath } from "../../../bin/project-path.ts";

const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** In an order in which one thing changes at a time: laying a page out anew takes as long as looking at it. */
const looks = [[1440, "light"], [1440, "dark"], [1024, "dark"], [1024, "light"]] as const;
const axeSource = readFileSync(projectPath("node_modules/axe-core/axe.min.js"), "utf8");

/**
 * Finds no violation of WCAG 2.2 A or AA on what the page shows now, at 1440 and 1024 px, in the light and the dark theme.
 * In the dark only contrast is looked at again: nothing else depends on the theme.
 */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  const before = page.viewportSize() ?? { width: 1440, height: 900 };
  let shown: "light" | "dark" = "light";
  const violations: string[] = [];
  // Evaluated, because the content security policy refuses scripts that a test would add to the page.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(`${axeSource}; 0`);
  for (const [width, colorScheme] of looks) {
    if (page.viewportSize()?.width !== width) await page.setViewportSize({ width, height: before.height });
    if (shown !== colorScheme) await page.emulateMedia({ colorScheme });
    shown = colorScheme;
    await page.locator(`.v-application.v-theme--${colorScheme}`).waitFor();
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
    const found = await violationsOf(page, colorScheme === "light" ? { type: "tag", values: levels } : { type: "rule", values: ["color-contrast"] });
    violations.push(...found.map((words) => `${width} px, ${colorScheme}: ${words}`));
  }
  await page.setViewportSize(before);
  expect.soft(violations, what).toEqual([]);
}

async function violationsOf(page: Page, runOnly: axe.RunOnly): Promise<string[]> {
  return page.evaluate(async (only) => {
    const { axe: injected } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await injected.run(document, { runOnly: only, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ""}`));
  }, runOnly);
}
