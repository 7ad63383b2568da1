import { setPriority } from "node:os";
import { DEMO_PASSWORD } from "../harness/postgres.ts";

// People who sign in again and again: node sign-in-process.ts PORT SECONDS EMAIL… They stand for other machines, so making the load
// gives way to the server, and to the process that measures it.
const [port, seconds, ...emails] = process.argv.slice(2) as [string, string, ...string[]];
setPriority(19);
const end = performance.now() + Number(seconds) * 1000;
let signIns = 0;
await Promise.all(emails.map(async (email, n) => {
  while (performance.now() < end) {
    const { status } = await fetch(`http://127.0.0.1:${port}/api/v1/auth/login`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-proto": "https", "x-forwarded-for": `198.51.100.${n + 1}` },
      body: JSON.stringify({ email, password: DEMO_PASSWORD, client: "mobile" }),
    });
    if (status === 200) signIns += 1;
    else if (status !== 503) throw new Error(`Signing in answered ${status}.`); // 503: told to come again
  }
}));
process.send?.({ signIns });
process.disconnect?.();
