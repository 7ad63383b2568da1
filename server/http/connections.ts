import { createServer, type RequestListener, type Server, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { Log } from "../platform/log.ts";

/** What one connection may take, in milliseconds and bytes. */
export type ConnectionLimits = {
  /** From the first byte until the headers are there. */
  headersTimeout: number;
  /** From the first byte until the whole request is there. */
  requestTimeout: number;
  /** Waiting for the next request. The proxy in front must let go earlier (Caddyfile: keepalive). */
  keepAliveTimeout: number;
  /** Without a byte in either direction, such as a caller that does not read its answer. */
  idleTimeout: number;
  /** How often the first two are looked at. */
  connectionsCheckingInterval: number;
  /** All headers of a request together. */
  maxHeaderSize: number;
  /** Connections at a time; what comes beyond is closed at once. */
  maxConnections: number;
};

export const CONNECTION_LIMITS: ConnectionLimits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 75_000,
  idleTimeout: 120_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16 * 1024,
  maxConnections: 4_000,
};

type Refusal = { status: number; code: string; message: string };
/** By the code of Node's error; a request that is not HTTP is anything else. */
const REFUSALS: Record<string, Refusal> = {
  HPE_HEADER_OVERFLOW: { status: 431, code: "TF413", message: "The request is too large." },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: "TF408", message: "The request took too long to arrive." },
};
const UNREADABLE: Refusal = { status: 400, code: "TF400", message: "The request cannot be read." };
/** Connections beyond the limit are logged at most this often. */
const DROPS_LOGGED_EVERY_MS = 10_000;

/**
 * An HTTP server that nobody can keep busy for nothing: slow, endless, oversized and unreadable requests are answered and closed.
 * They never become a request of the application, so they are logged and counted here (`countError`).
 */
export function guardedServer(listener: RequestListener, options: { limits: ConnectionLimits; log: Log; countError: (code: string) => void }): Server {
  const { limits, log, countError } = options;
  const { idleTimeout, maxConnections, ...settings } = limits;
  const server = createServer(settings, listener);
  server.setTimeout(idleTimeout);
  server.maxConnections = maxConnections;

  server.on("clientError", (error: NodeJS.ErrnoException, stream) => {
    const socket = stream as Socket & { _httpMessage?: unknown };
    if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
    const refusal = REFUSALS[error.code ?? ""] ?? UNREADABLE;
    log.info({ res: { status: refusal.status }, errors: [refusal.code] }, "request refused");
    countError(refusal.code);
    if (socket._httpMessage) return void socket.destroy(); // an answer is on its way: nothing may be written into it
    socket.end(answer(refusal), () => socket.destroy());
  });

  let lastLogged = -Infinity;
  server.on("drop", () => {
    countError("TF503");
    if (performance.now() - lastLogged < DROPS_LOGGED_EVERY_MS) return;
    lastLogged = performance.now();
    log.warn({ errors: ["TF503"], limit: maxConnections }, "too many connections: new ones are refused");
  });
  return server;
}

function answer({ status, code, message }: Refusal): string {
  const body = JSON.stringify({ error: { message, code } });
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
