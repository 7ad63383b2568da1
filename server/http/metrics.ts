import { BlockList, isIPv6 } from "node:net";
import { type RequestHandler, Router } from "express";
import type pg from "pg";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** Machines of our own network: loopback and the private ranges. */
const NEAR = new BlockList();
for (const [network, prefix] of [["127.0.0.0", 8], ["10.0.0.0", 8], ["172.16.0.0", 12], ["192.168.0.0", 16]] as const) NEAR.addSubnet(network, prefix, "ipv4");
NEAR.addAddress("::1", "ipv6");
NEAR.addSubnet("fc00::", 7, "ipv6");

/** Counts and times requests, and shows them at `/metrics` in Prometheus' format, to machines of our own network only. */
export function metrics(pool: pg.Pool): { observe: RequestHandler; routes: Router } {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const seconds = new Histogram({
    name: "http_request_duration_seconds", help: "Time to answer, by kind of address", labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10], registers: [register],
  });
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
    response.once("finish", () => seconds.observe({ method: request.method, route, status: response.statusCode }, (performance.now() - start) / 1000));
    next();
  };
  const routes = Router();
  routes.get("/metrics", async (request, response, next) => {
    if (!isNear(request.ip ?? "")) return next();
    response.type(register.contentType).send(await register.metrics());
  });
  return { observe, routes };
}

/** Few kinds, whatever is asked for: ids and made-up addresses must not become series. */
function kindOf(path: string): string {
  if (path.startsWith("/api/v1/")) return path.split("/").slice(0, 5).join("/").replace(/\/[0-9a-f-]{36}$/, "/:id").slice(0, 40);
  return path.startsWith("/api/") ? "/api" : "web";
}

const isNear = (address: string) => {
  const plain = address.replace(/^::ffff:/, "");
  return plain !== "" && NEAR.check(plain, isIPv6(plain) ? "ipv6" : "ipv4");
};
