import { Agent, request } from "node:http";
import { readFileSync } from "node:fs";
import { quantile } from "./figures.ts";

export type Load = { requestsPerSecond: number; p50: number; p99: number; cpuMillisecondsPerRequest: number };
export type Target = { port: number; pid: number; path: string; token: string; body: () => string };

const CONNECTIONS = 8;

/** Sends requests over kept-alive connections, each waiting for its answer, for this long. Any answer but a good one throws. */
export async function load(target: Target, seconds: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const times: number[] = [];
  const cpuBefore = cpuMilliseconds(target.pid);
  const started = performance.now();
  const end = started + seconds * 1000;
  const client = async () => {
    while (performance.now() < end) {
      const sent = performance.now();
      await send(target, agent);
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client));
  const elapsed = performance.now() - started;
  agent.destroy();
  return {
    requestsPerSecond: (times.length / elapsed) * 1000,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    cpuMillisecondsPerRequest: (cpuMilliseconds(target.pid) - cpuBefore) / times.length,
  };
}

export function send({ port, path, token, body }: Target, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const content = body();
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(content), authorization: `Bearer ${token}`, accept: "application/json" };
    const outgoing = request({ port, path, agent, method: "POST", headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode !== 200 || text.includes('"errors"')) reject(new Error(`${path} answered ${response.statusCode}: ${text.slice(0, 500)}`));
        else resolve();
      });
    });
    outgoing.on("error", reject);
    outgoing.end(content);
  });
}

/** User and system time of a process so far, from the kernel (100 ticks a second). */
function cpuMilliseconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
