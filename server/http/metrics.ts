import { BlockList, isIPv6 } from "node:net";
import { type RequestHandler, Router } from "express";
import type pg from "pg";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { notedErrors } from "./noted-errors.ts";

/** Machines of our own network: loopback and the private ranges. */
const NEAR = new BlockList();
for (const [network, prefix] of [["127.0.0.0", 8], ["10.0.0.0", 8], ["172.16.0.0", 12], ["192.168.0.0", 16]] as const) NEAR.addSubnet(network, prefix, "ipv4");
NEAR.addAddress("::1", "ipv6");
NEAR.addSubnet("fc00::", 7, "ipv6");

/**
 * Counts and times requests, counts the errors in answers by their code, and shows it at `/metrics` in Prometheus' format: to
 * machines of our own network that ask directly. What came through a proxy is never shown, whatever it says where it comes from.
 */
export function metrics(pool: pg.Pool): { observe: RequestHandler; routes: Router; countError: (code: string) => void } {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const seconds = new Histogram({
    name: "http_request_duration_seconds", help: "Time to answer, by kind of address", labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10], registers: [register],
  });
  const errors = new Counter({ name: "api_errors_total", help: "Errors answered, by code (db/README.md), those inside GraphQL answers too", labelNames: ["code"], registers: [register] });
  const countError = (code: string) => errors.inc({ code: /^TF\d{3}$/.test(code) ? code : "other" });
  new Gauge({
    name: "pg_pool_connections", help: "Connections of the database pool", labelNames: ["state"], registers: [register],
    collect() {
      this.set({ state: "open" }, pool.totalCount);
      this.set({ state: "idle" }, pool.idleCount);
      this.set({ state: "waited_for" }, pool.waitingCount);
    },
  });

  const observe: RequestHandler = (request, response, next) => {
    const start = performance.now();
    const route = kindOf(request.path);
    response.once("close", () => {
      seconds.observe({ method: METHODS.has(request.method) ? request.method : "other", route, status: response.statusCode }, (performance.now() - start) / 1000);
      for (const code of notedErrors(request)) countError(code);
    });
    next();
  };
  const routes = Router();
  routes.get("/metrics", async (request, response, next) => {
    if (isForwarded(request.headers) || !isNear(request.socket.remoteAddress ?? "")) return next();
    response.type(register.contentType).send(await register.metrics());
  });
  return { observe, routes, countError };
}

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Few kinds, whatever is asked for: ids and made-up addresses must not become series. */
function kindOf(path: string): string {
  if (path.startsWith("/api/v1/")) return path.split("/").slice(0, 5).join("/").replace(/\/[0-9a-f-]{36}$/, "/:id").slice(0, 40);
  return path.startsWith("/api/") ? "/api" : "web";
}

const isForwarded = (headers: Record<string, unknown>) => ["forwarded", "x-forwarded-for", "x-forwarded-host", "via"].some((name) => name in headers);

const isNear = (address: string) => {
  const plain = address.replace(/^::ffff:/, "");
  return plain !== "" && NEAR.check(plain, isIPv6(plain) ? "ipv6" : "ipv4");
};
