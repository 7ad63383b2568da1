import { relative } from "node:path";
import { projectPath } from "../../bin/project-path.ts";

/** What of vitest's JSON report we read. */
export type Report = {
  /** What went wrong outside of every file (errors-outside.ts). */
  outside?: string[];
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { ancestorTitles: string[]; title: string; status: string; failureMessages: string[] }[];
  }[];
};
type FileReport = Report["testResults"][number];

/** A failure is a test's file and name and what it said; what failed in a file outside of its tests, such as loading it, is one, and so is an error outside of every file. */
export function readReport(report: Report | undefined): { passed: number; failures: string[] } {
  const files = report?.testResults ?? [];
  const passed = files.flatMap(({ assertionResults }) => assertionResults.filter(({ status }) => status === "passed")).length;
  return { passed, failures: [...files.flatMap(failuresOf), ...(report?.outside ?? [])] };
}

/** The report with what a second run says of its files, and what failed in those at first and did not fail again. What went wrong outside of every file counts, in either run. */
export function withSecondRun(first: Report, second: Report | undefined): { report: Report; stumbled: string[] } {
  const again = (file: FileReport) => second?.testResults.find(({ name }) => name === file.name) ?? file;
  const stumbled = first.testResults.filter((file) => failuresOf(again(file)).length === 0).flatMap(failuresOf);
  return { report: { testResults: first.testResults.map(again), outside: [...(first.outside ?? []), ...(second?.outside ?? [])] }, stumbled };
}

/** The files in which something failed, as vitest names them. */
export const failedFiles = (report: Report | undefined): string[] =>
  (report?.testResults ?? []).filter((file) => failuresOf(file).length > 0).map(({ name }) => name);

function failuresOf({ name, status, message, assertionResults }: FileReport): string[] {
  const file = relative(projectPath(""), name);
  const failed = assertionResults.filter((test) => test.status === "failed");
  const outside = message || (status === "failed" && failed.length === 0) ? [`${file}\n${message}`] : [];
  return [...failed.map(({ ancestorTitles, title, failureMessages }) => [[file, ...ancestorTitles, title].join(" > "), ...failureMessages].join("\n")), ...outside];
}
