import { describe, expect, it } from "vitest";
import { projectPath } from "../../bin/project-path.ts";
import { failedFiles, readReport, withSecondRun } from "../vitest-runner/report.ts";

const test = (title: string, status: string, ...failureMessages: string[]) => ({ ancestorTitles: ["a dietitian"], title, status, failureMessages });
const file = (name: string, status: string, message: string, ...assertionResults: ReturnType<typeof test>[]) => ({ name: projectPath(name), status, message, assertionResults });

it("names what failed by file and test, and counts as one what failed in a file outside of its tests", () => {
  const report = {
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

describe("a second run of the files that failed", () => {
  const first = {
    testResults: [
      file("test/e2e/a.test.ts", "passed", "", test("signs in", "passed")),
      file("test/e2e/b.test.ts", "failed", "", test("publishes", "passed"), test("prints", "failed", "Error: it was gone")),
      file("test/e2e/c.test.ts", "failed", "", test("assigns", "failed", "Error: it is wrong")),
    ],
  };

  it("is of these files alone", () => {
    expect(failedFiles(first)).toEqual([projectPath("test/e2e/b.test.ts"), projectPath("test/e2e/c.test.ts")]);
    expect(failedFiles(undefined)).toEqual([]);
  });

  it("is what counts for them: what failed at first only is told apart, what failed again has failed", () => {
    const second = {
      testResults: [
        file("test/e2e/b.test.ts", "passed", "", test("publishes", "passed"), test("prints", "passed")),
        file("test/e2e/c.test.ts", "failed", "", test("assigns", "failed", "Error: it is still wrong")),
      ],
    };
    const { report, stumbled } = withSecondRun(first, second);
    expect(stumbled).toEqual(["test/e2e/b.test.ts > a dietitian > prints\nError: it was gone"]);
    expect(readReport(report)).toEqual({ passed: 3, failures: ["test/e2e/c.test.ts > a dietitian > assigns\nError: it is still wrong"] });
  });

  it("excuses no error outside of every file, in either run", () => {
    const passes = { testResults: [file("test/e2e/b.test.ts", "passed", ""), file("test/e2e/c.test.ts", "passed", "")], outside: ["Error: nobody caught it again"] };
    const { report } = withSecondRun({ ...first, outside: ["Error: nobody caught it"] }, passes);
    expect(readReport(report).failures).toEqual(["Error: nobody caught it", "Error: nobody caught it again"]);
  });

  it("excuses nothing of which it says nothing", () => {
    for (const second of [undefined, { testResults: [] }]) {
      const { report, stumbled } = withSecondRun(first, second);
      expect(stumbled).toEqual([]);
      expect(readReport(report).failures).toHaveLength(2);
    }
  });
});
