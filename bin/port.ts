import { createServer } from "node:net";
import { Fault } from "./fault.ts";

/** Known before anything is started, so that a taken port costs no waiting. */
export async function requireFreePort(port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((free, taken) => {
    probe.once("error", (error: NodeJS.ErrnoException) => taken(listenFault(error, port)));
    probe.listen(port, () => probe.close(() => free()));
  });
}

/** The sentence about a port that cannot be listened on; other errors as they are. */
export function listenFault(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === "EADDRINUSE") return new Fault(`Port ${port} is in use: stop what runs there, or set PORT to another one.`);
  if (error.code === "EACCES") return new Fault(`Port ${port} may not be used by this account: set PORT to one above 1023.`);
  return error;
}

/**
 * The preferred port of this machine alone if nobody listens on it, otherwise a free one. It is none of those that a system gives to
 * whoever connects or takes any port, so that nobody gets it by chance before it is listened on, or while it is started anew.
 */
export async function freePort(preferred = 20_000 + Math.floor(Math.random() * 12_000)): Promise<number> {
  const probe = createServer();
  const port = await new Promise<number | undefined>((found) => {
    probe.once("error", () => found(undefined));
    probe.listen(preferred, "127.0.0.1", () => found((probe.address() as { port: number }).port));
  });
  await new Promise((closed) => probe.close(closed));
  return port ?? freePort();
}
