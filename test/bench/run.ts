import { existsSync } from "node:fs";
import { cpus } from "node:os";
import { runProgram } from "../../bin/fault.ts";
import { benchBrowser } from "./browser.ts";
import { figure } from "./figures.ts";
import { benchHttp } from "./http.ts";
import { benchOverhead } from "./overhead.ts";
import { measuredPostgres } from "./measured-postgres.ts";
import { benchRecheck } from "./recheck.ts";
import { benchRls } from "./rls.ts";
import { benchSignIn } from "./sign-in.ts";
import { benchSql } from "./sql.ts";
import { makePlan, openStage, settle, SR28 } from "./stage.ts";
import { benchStart } from "./start.ts";

// npm run bench [-- start overhead sign-in import sql http browser rls recheck]
const wanted = process.argv.slice(2);
const wants = (part: string) => wanted.length === 0 || wanted.includes(part);
await runProgram(async () => {
  figure("machine", `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, ${await measuredPostgres()}`);

  if (wants("start")) await benchStart();
  if (["overhead", "sign-in", "import", "sql", "http", "browser"].some(wants)) {
    const stage = await openStage();
    try {
      if (wants("overhead")) await benchOverhead(stage);
      if (wants("sign-in")) await benchSignIn(stage);
      if (["import", "sql", "http", "browser"].some(wants)) await benchLibrary(stage);
    } finally {
      await stage.drop();
    }
  }

  if (wants("rls")) {
    const stage = await openStage(); // of its own: nothing else is measured among so many clients
    try {
      await benchRls(stage);
    } finally {
      await stage.drop();
    }
  }

  if (wants("recheck")) {
    const stage = await openStage();
    try {
      await benchRecheck(stage);
    } finally {
      await stage.drop();
    }
  }
});

/** What is measured with a whole release of foods in the library. */
async function benchLibrary(stage: Awaited<ReturnType<typeof openStage>>): Promise<void> {
  if (existsSync(SR28)) {
    const { seconds, peakMegabytes } = await stage.importFoods();
    figure("SR28 import", `${seconds.toFixed(1)} s, ${peakMegabytes.toFixed(0)} MB of Node memory at its peak`, "90 s, 600 MB");
    if (wants("import")) figure("SR28 import again (nothing changes)", `${(await stage.importFoods()).seconds.toFixed(1)} s`);
  } else {
    figure("SR28 import", `left out: ${SR28} is not there`);
  }
  const plan = await makePlan(stage);
  figure("rules in force for the client of the plan, at least", String(plan.rules));
  const full = { ...stage, ...plan };
  await settle(stage);
  if (wants("sql")) await benchSql(full);
  if (wants("http")) await benchHttp(full);
  if (wants("browser")) await benchBrowser(full);
}
