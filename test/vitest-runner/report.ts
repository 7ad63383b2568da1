import { relative } from "node:path";
import { projectPath } from "../../bin/project-path.ts";

/** What of vitest's JSON report we read. */
export type Report = {
  numPassedTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { ancestorTitles: string[]; title: string; status: string; failureMessages: string[] }[];
  }[];
};

/** A failure is a test's file and name and what it said; what failed in a file outside of its tests, such as loading it, is one. */
export function readReport(report: Report | undefined): { passed: number; failures: string[] } {
  const failures = (report?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(projectPath(""), name);
    const failed = assertionResults.filter((test) => test.status === "failed");
    const outside = message || (status === "failed" && failed.length === 0) ? [`${file}\n${message}`] : [];
    return [...failed.map(({ ancestorTitles, title, failureMessages }) => [[file, ...ancestorTitles, title].join(" > "), ...failureMessages].join("\n")), ...outside];
  });
  return { passed: report?.numPassedTests ?? 0, failures };
}
