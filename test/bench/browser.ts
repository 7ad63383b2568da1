import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { freePort } from "../../bin/port.ts";
import { startProgram } from "../bin/program.ts";
import { launchBrowser } from "../harness/browser.ts";
import { AUTHENTICATOR_PASSWORD, DEMO_PASSWORD } from "../harness/postgres.ts";
import { figure, median, quantile } from "./figures.ts";
import type { Stage } from "./stage.ts";

const OPENS = 12;
const CHANGES = 60;

/**
 * What a dietitian waits for, in a real browser against `npm start`. Interactive = every item of the days that are shown is on the
 * screen, with the totals of each day and what the warnings say beside the items, painted, and a key moves the focus from the first
 * item to the next. All times are taken inside the page.
 */
export async function benchBrowser(stage: Stage): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "trackforge-bench-browser-"));
  const port = String(await freePort());
  const server = startProgram("start", { DATABASE_URL: stage.adminUrl, AUTHENTICATOR_PASSWORD, DATA_DIR: folder, PORT: port, DEMO_PASSWORD }, ["api", "web"]);
  await server.said("ready in");
  const browser = await launchBrowser();
  try {
    const page = await signIn(browser, `http://localhost:${port}`);
    for (const [what, versionId, aim] of [
      ["7 days, 175 items", stage.planVersionId, true],
      ["28 days, 700 items", stage.longPlanVersionId, false],
    ] as const) {
      await benchOpening(page, what, await addressOf(stage, versionId), aim);
      await benchChanges(page, what, aim);
      await benchTyping(page, what, aim);
    }
  } finally {
    await browser.close();
    server.child.kill("SIGINT");
    await server.ended;
    await rm(folder, { recursive: true, force: true });
  }
}

/** Signs in with an empty cache, and weighs what the first screen asks for until the clients are there. */
async function signIn(browser: Browser, baseURL: string): Promise<Page> {
  const window = await browser.newContext({ baseURL, locale: "en-GB", timezoneId: "Europe/Berlin", viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
  const page = await window.newPage();
  const files: Promise<{ path: string; body: Buffer }>[] = [];
  page.on("response", (response) => {
    const path = new URL(response.url()).pathname;
    if (!path.startsWith("/api/") && response.ok()) files.push(response.body().then((body) => ({ path, body })));
  });
  await page.goto("/");
  await page.getByLabel("Email").fill("dietitian@demo.test");
  await page.getByRole("textbox", { name: "Password" }).fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("row").nth(1).waitFor();
  const seen = new Map((await Promise.all(files)).map(({ path, body }) => [path, body]));
  page.removeAllListeners("response");
  const sum = (weigh: (body: Buffer, path: string) => number) => [...seen].reduce((total, [path, body]) => total + weigh(body, path), 0) / 1000;
  const isPacked = (path: string) => path.endsWith(".woff2");
  const gzip = sum((body, path) => (isPacked(path) ? body.length : gzipSync(body, { level: 9 }).length));
  const brotli = sum((body, path) => (isPacked(path) ? body.length : brotliCompressSync(body).length));
  figure("first screen, sign-in to the list of clients", `${gzip.toFixed(0)} kB gzip, ${brotli.toFixed(0)} kB brotli, ${seen.size} files, fonts included`, "300 kB");
  return page;
}

async function addressOf(stage: Stage, versionId: string): Promise<string> {
  const { rows } = await stage.owner.query<{ planId: string }>('select meal_plan_id as "planId" from app_public.meal_plan_versions where id = $1', [versionId]);
  return `/meal-plans/${rows[0]!.planId}/versions/${versionId}`;
}

/** From another page of the app, and by the address in a window that has the app's files. */
async function benchOpening(page: Page, what: string, address: string, hasAim: boolean): Promise<void> {
  await page.addInitScript(watchOpening);
  const inApp: number[] = [];
  const byAddress: number[] = [];
  for (let run = 0; run < OPENS; run += 1) {
    await page.goto("/meal-plans");
    await page.locator(`a[href^="${address}"]`).first().waitFor();
    await page.waitForLoadState("networkidle");
    inApp.push(await page.evaluate(openInApp, address));
    await page.goto(address, { waitUntil: "commit" });
    byAddress.push(await page.evaluate(() => (globalThis as unknown as Watching).interactive()));
  }
  const words = (times: number[]) => `median ${median(times).toFixed(0)} ms, worst ${Math.max(...times).toFixed(0)} ms`;
  figure(`builder of ${what}, opened from the list`, words(inApp), hasAim ? "400 ms" : undefined);
  figure(`the same, opened by its address`, words(byAddress));
}

async function benchChanges(page: Page, what: string, hasAim: boolean): Promise<void> {
  await page.evaluate(watchTotals);
  const times: number[] = [];
  const items = page.locator('[data-line^="item:"]');
  for (let run = 0; run < CHANGES + 3; run += 1) {
    await items.nth((run * 7) % (await items.count())).focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("Amount", { exact: true }).fill(String(40 + run * 3));
    await page.keyboard.press("Enter");
    const time = await page.evaluate(() => (globalThis as unknown as Watching).nextTotals());
    if (run >= 3) times.push(time);
    await page.getByRole("status").filter({ hasText: /^\s*saved/ }).waitFor();
  }
  figure(`changed amount → new totals on the screen, ${what}`, `median ${median(times).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms`, hasAim ? "p95 100 ms" : undefined);
}

/** From a key in the library's search to the letter on the screen, while the plan stands beside it. */
async function benchTyping(page: Page, what: string, hasAim: boolean): Promise<void> {
  await page.keyboard.press("/");
  await page.evaluate(watchTyping);
  const times: number[] = [];
  for (const letter of "spinach milk bread rice apple") {
    await page.keyboard.press(letter === " " ? "Space" : letter);
    times.push(await page.evaluate(() => (globalThis as unknown as Watching).nextLetter()));
  }
  await page.keyboard.press("Escape");
  figure(`a letter typed in the library, ${what}`, `median ${median(times).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms`, hasAim ? "p95 100 ms" : undefined);
}

interface Watching {
  interactive: () => Promise<number>;
  nextTotals: () => Promise<number>;
  nextLetter: () => Promise<number>;
}

// What follows runs inside the page.

/** Says when the builder can be worked with, by the page's clock. Seven days of five meals with five items each are shown of either plan. */
function watchOpening(): void {
  const isFull = (grid: Element): boolean => {
    const totals = [...grid.querySelectorAll(".totals [role=gridcell]")];
    const items = grid.querySelectorAll('[data-line^="item:"]');
    return items.length === 175 && grid.querySelector(".item .marks") !== null && totals.length > 0 && totals.every(({ textContent }) => /[\d—]/.test(textContent));
  };
  (globalThis as unknown as Watching).interactive = () =>
    new Promise((resolve) => {
      let next: Element | null = null;
      const look = (): void => {
        const grid = document.querySelector('[role="grid"]');
        if (!next && grid && isFull(grid)) {
          const [first, second] = grid.querySelectorAll<HTMLElement>('[data-line^="item:"]');
          first!.focus();
          first!.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, cancelable: true }));
          next = second!;
        }
        const hasMoved = next !== null && document.activeElement === next;
        requestAnimationFrame(() => (hasMoved ? setTimeout(() => resolve(performance.now())) : look())); // that frame is painted
      };
      look();
    });
}

/** Clicks the plan's line in the list. */
async function openInApp(address: string): Promise<number> {
  const link = document.querySelector<HTMLAnchorElement>(`a[href^="${address}"]`);
  if (!link) throw new Error("The plan is not among the first of the list.");
  const started = performance.now();
  link.click();
  return (await (globalThis as unknown as Watching).interactive()) - started;
}

function watchTotals(): void {
  let started = 0;
  let answer: ((time: number) => void) | null = null;
  let measured: number | null = null;
  addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) [started, measured] = [performance.now(), null];
  }, true);
  new MutationObserver(() => {
    if (!started) return;
    const from = started;
    started = 0;
    requestAnimationFrame(() => {
      measured = performance.now() - from;
      answer?.(measured);
    });
  }).observe(document.querySelector(".totals")!, { subtree: true, characterData: true, childList: true });
  (globalThis as unknown as Watching).nextTotals = () => new Promise((resolve) => (measured === null ? (answer = resolve) : resolve(measured)));
}

function watchTyping(): void {
  let measured: number | null = null;
  let answer: ((time: number) => void) | null = null;
  addEventListener("keydown", (event) => {
    const from = event.timeStamp;
    measured = null;
    requestAnimationFrame(() =>
      setTimeout(() => {
        measured = performance.now() - from;
        answer?.(measured);
      }),
    );
  }, true);
  (globalThis as unknown as Watching).nextLetter = () => new Promise((resolve) => (measured === null ? (answer = resolve) : resolve(measured)));
}
