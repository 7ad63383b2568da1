import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "../support/api.ts";
import { capturedLog } from "../support/captured-log.ts";
import { errorsCounted, rawConnection, type RawConnection, rawRequest } from "../support/raw-http.ts";

const captured = capturedLog();
let api: TestApi;
beforeAll(async () => {
  api = await startApi({
    log: captured.log,
    connectionLimits: { headersTimeout: 400, requestTimeout: 800, keepAliveTimeout: 300, idleTimeout: 5000, connectionsCheckingInterval: 50, maxConnections: 40 },
  });
});
afterAll(() => api.stop());

/** Sends a byte every 50 ms until the server ends the connection; answers what it said. */
async function drip(connection: RawConnection, text: string): Promise<string> {
  let at = 0;
  const timer = setInterval(() => (at < text.length ? connection.write(text[at++]!) : connection.write("x")), 50);
  const said = await connection.closed;
  clearInterval(timer);
  return said;
}
const refusals = () => captured.lines().filter(({ msg }) => msg === "request refused");

describe("a connection is ended when it", () => {
  it("sends its headers byte by byte for ever, logged and counted", async () => {
    const counted = await errorsCounted(api.url, "TF408");
    const said = await drip(await rawConnection(api.url), `GET /healthz HTTP/1.1\r\nhost: x\r\nx-long: ${"a".repeat(10_000)}`);
    expect(said).toMatch(/^HTTP\/1\.1 408 .*"code":"TF408"/s);
    expect(refusals()).toContainEqual(expect.objectContaining({ res: { status: 408 }, errors: ["TF408"] }));
    expect(await errorsCounted(api.url, "TF408")).toBe(counted + 1);
  });

  it("sends its body byte by byte for ever", async () => {
    const head = "POST /api/v1/auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 8000\r\n\r\n";
    const connection = await rawConnection(api.url);
    connection.write(head);
    expect(await drip(connection, " ".repeat(8000))).not.toContain("200 OK");
  });

  it("sends a chunked body for ever", async () => {
    const connection = await rawConnection(api.url);
    connection.write("POST /api/v1/auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n");
    const timer = setInterval(() => connection.write("1\r\n \r\n"), 50);
    expect(await connection.closed).not.toContain("200 OK");
    clearInterval(timer);
  });

  it("says nothing at all", async () => {
    await (await rawConnection(api.url)).closed;
  });

  it("has had its answer and asks for nothing more", async () => {
    const connection = await rawConnection(api.url);
    connection.write("GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n");
    expect(await connection.closed).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe("what is no request of ours", () => {
  it("is refused when its headers are huge", async () => {
    const counted = await errorsCounted(api.url, "TF413");
    const said = await rawRequest(api.url, `GET /healthz HTTP/1.1\r\nhost: x\r\nx-huge: ${"a".repeat(20_000)}\r\n\r\n`);
    expect(said).toMatch(/^HTTP\/1\.1 431 .*"code":"TF413"/s);
    expect(await errorsCounted(api.url, "TF413")).toBe(counted + 1);
    const many = await rawRequest(api.url, `GET /healthz HTTP/1.1\r\nhost: x\r\n${Array.from({ length: 2000 }, (_, i) => `x-h${i}: a`).join("\r\n")}\r\n\r\n`);
    expect(many).toMatch(/^HTTP\/1\.1 431 /);
  });

  it.each([
    ["is not HTTP", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"],
    ["has two lengths", "POST /api/v1/auth/login HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ncontent-length: 200\r\n\r\n{}"],
    ["has a length and is chunked: two servers could read it differently", "POST /api/v1/auth/login HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n"],
    ["has no host", "GET /healthz HTTP/1.1\r\n\r\n"],
    ["has a header with a line break inside", "GET /healthz HTTP/1.1\r\nhost: x\r\nx-request-id: abcdefgh\n\r\r\nset-cookie: a=b\r\n\r\n"],
  ])("is refused when it %s", async (_, text) => {
    const said = await rawRequest(api.url, text);
    expect(said).toMatch(/^HTTP\/1\.1 400 /);
    expect(said.match(/^HTTP\/1\.1/gm)).toHaveLength(1);
    expect(said).not.toMatch(/^set-cookie/im);
  });
});

describe("many connections", () => {
  it("beyond the limit are closed at once, counted and logged once, and the others are served", async () => {
    // With the patience of practice: here a crowd would be sent away for saying nothing, and who is served with it.
    const crowded = await startApi({ log: captured.log, connectionLimits: { maxConnections: 40 } });
    const served = await rawConnection(crowded.url);
    const crowd = await Promise.all(Array.from({ length: 60 }, () => rawConnection(crowded.url)));
    let refused = 0;
    for (const { closed } of crowd) void closed.then(() => (refused += 1));
    await expect.poll(() => refused).toBeGreaterThanOrEqual(20);
    served.write("GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    expect(await served.closed).toMatch(/^HTTP\/1\.1 200 /);
    for (const { socket } of crowd) socket.destroy();
    await expect.poll(() => errorsCounted(crowded.url, "TF503")).toBeGreaterThanOrEqual(20);
    await crowded.stop();
    expect(captured.lines().filter(({ msg }) => msg === "too many connections: new ones are refused")).toHaveLength(1);
  });
});
