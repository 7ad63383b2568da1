import { expect, it } from "vitest";
import { projectPath } from "../../bin/project-path.ts";
import { readReport } from "../vitest-runner/report.ts";

const test = (title: string, status: string, ...failureMessages: string[]) => ({ ancestorTitles: ["a dietitian"], title, status, failureMessages });
const file = (name: string, status: string, message: string, ...assertionResults: ReturnType<typeof test>[]) => ({ name: projectPath(name), status, message, assertionResults });

it("names what failed by file and test, and counts as one what failed in a file outside of its tests", () => {
  const report = {
    numPassedTests: 2,
    testResults: [
      file("test/web/a.test.ts", "passed", "", test("publishes", "passed")),
      file("test/web/b.test.ts", "failed", "The server did not stop.", test("assigns", "passed"), test("compares", "failed", "Error: expected 1 to be 2\n    at b.test.ts:3"), test("prints", "skipped")),
      file("test/web/c.test.ts", "failed", "Cannot find module './gone.ts'"),
    ],
  };
  expect(readReport(report)).toEqual({
    passed: 2,
    failures: [
      "test/web/b.test.ts > a dietitian > compares\nError: expected 1 to be 2\n    at b.test.ts:3",
      "test/web/b.test.ts\nThe server did not stop.",
      "test/web/c.test.ts\nCannot find module './gone.ts'",
    ],
  });
});

it("knows of nothing that passed where vitest left no report", () => {
  expect(readReport(undefined)).toEqual({ passed: 0, failures: [] });
});
