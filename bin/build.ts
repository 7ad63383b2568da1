import { runProgram } from "./fault.ts";
import { buildWebApp, WEB_DIRECTORY } from "./web-app.ts";

/** `npm run build`: builds the web app for production. */
await runProgram(async () => {
  await buildWebApp();
  console.log(`Built the web app into ${WEB_DIRECTORY}.`);
});
