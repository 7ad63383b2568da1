import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Browser, type BrowserContext, type BrowserContextOptions, type Page } from "playwright-core";
import { afterEach } from "vitest";
import { projectPath } from "../../../bin/project-path.ts";
import { startTestApplication, type TestApplication } from "../../harness/application.ts";
import { launchBrowser } from "../../harness/browser.ts";
import { DEMO_PASSWORD } from "../../harness/postgres.ts";

export const PASSWORD = DEMO_PASSWORD;
export const [ADMIN, DIETITIAN, ASSISTANT, RESEARCHER, CLIENT] = ["org_admin", "dietitian", "assistant", "researcher", "client"].map(
  (role) => `${role}@demo.test`,
) as [string, string, string, string, string];

/** The running application, in a browser: everybody who signs in gets a window (a browser context) of their own. */
export type Stage = {
  url: string;
  application: TestApplication;
  /** An empty window at the sign-in page. */
  open: (options?: BrowserContextOptions) => Promise<Page>;
  /** A window of somebody who just signed in and sees their first page. */
  signIn: (email: string, options?: BrowserContextOptions) => Promise<Page>;
  /** What the pages reported since the start: uncaught errors and what the content security policy refused. */
  faults: string[];
  close: () => Promise<void>;
};

/** What the screens showed when a test failed. */
const pictures = projectPath(".cache/e2e");
/** `HINDERED=3` finds what tests leave to chance: requests arrive late and out of order, and pages run on a machine that is three times slower. */
const slowness = Number(process.env["HINDERED"] ?? 0);
/** Where the demo practice is, so that days and figures read the same on every machine. */
const place = { locale: "en-GB", timezoneId: "Europe/Berlin" };

let launched: Promise<Browser> | undefined;
/** One browser for all files of a test process, with which it ends; nothing is shared between its windows. */
const sharedBrowser = () => (launched ??= launchBrowser());

/** Starts the application; await it at the top of a test file, and call `close` in afterAll. `variables` add to the environment. */
export async function openStage(variables: Record<string, string> = {}): Promise<Stage> {
  const [application, browser] = await Promise.all([startTestApplication(undefined, variables), sharedBrowser()]);
  const windows: BrowserContext[] = [];
  const faults: string[] = [];

  const open: Stage["open"] = async (options = {}) => {
    const window = await newWindow(browser, { baseURL: application.url, ...options });
    windows.push(window);
    window.on("weberror", (fault) => faults.push(String(fault.error().stack)));
    window.on("console", (message) => {
      if (message.type() === "error" && /Content Security Policy|\[Vue/.test(message.text())) faults.push(message.text());
    });
    await window.addInitScript(keepMessages);
    if (slowness) await hinder(window);
    const page = await window.newPage();
    await page.goto("/");
    return page;
  };

  const signIn: Stage["signIn"] = async (email, options) => {
    const page = await open(options);
    await page.getByLabel("Email").fill(email);
    await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "You and your settings" }).waitFor();
    return page;
  };

  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    const pages = windows.flatMap((window) => window.pages());
    await mkdir(pictures, { recursive: true });
    for (const [index, page] of pages.entries()) {
      await page.screenshot({ path: join(pictures, `${task.name.replaceAll(/\W+/g, "-").slice(0, 80)}.${index + 1}.png`) });
    }
  });

  const close = async () => {
    await Promise.all(windows.map((window) => window.close()));
    await application.stop();
  };
  return { url: application.url, application, open, signIn, faults, close };
}

/** A message at the foot of the screen goes by itself after eight seconds, which a busy machine may take to look. Here it stays while a step waits. */
function keepMessages(): void {
  const wait = window.setTimeout;
  window.setTimeout = ((handler: () => void, delay?: number, ...rest: unknown[]) => wait(handler, delay === 8000 ? 60_000 : delay, ...rest)) as typeof window.setTimeout;
}

async function hinder(window: BrowserContext): Promise<void> {
  await window.route("**/api/**", async (route) => {
    await setTimeout(Math.random() * 700);
    await route.continue().catch(() => {}); // of a page that is closed
  });
  window.on("page", (page) => void window.newCDPSession(page).then((devtools) => devtools.send("Emulation.setCPUThrottlingRate", { rate: slowness })));
}

async function newWindow(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  const window = await browser.newContext({ ...place, viewport: { width: 1440, height: 900 }, reducedMotion: "reduce", ...options });
  window.setDefaultTimeout(120_000);
  return window;
}
