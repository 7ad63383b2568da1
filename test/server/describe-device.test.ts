import { expect, it } from "vitest";
import { describeDevice } from "../../server/auth/describe-device.ts";

const AGENTS: [string, "web" | "mobile", string][] = [
  ["Firefox on Windows", "web", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"],
  ["Chrome on Mac", "web", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"],
  ["Edge on Windows", "web", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0"],
  ["Safari on iPhone", "web", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1"],
  ["Chrome on Android", "web", "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36"],
  ["App on Android", "mobile", "TrackForge/4.2 (Linux; Android 15)"],
  ["App", "mobile", "okhttp/4.12"],
  ["Linux", "web", "curl/8.5 (Linux)"],
  ["Unknown device", "web", "<script>alert(1)</script>"],
];

it.each(AGENTS)("a person would call it %s", (expected, channel, userAgent) => {
  expect(describeDevice(userAgent, channel)).toBe(expected);
});

it("says nothing of a device that says nothing", () => {
  expect(describeDevice(undefined, "web")).toBe("Unknown device");
  expect(describeDevice(undefined, "mobile")).toBe("App");
});
