import { severityLooks } from "../../../../ui/severity/severities.ts";
import { sentenceOf, severityOf, type Finding } from "../../../medical/findings/finding.ts";

/** A mark says so much; the list of warnings says all. */
const most = 4;

/** What the marks beside a place say, the gravest first: each sentence once, and how many more there are. */
export function markWords(findings: readonly Finding[], between: string): string {
  const sentences = [...new Set(findings.map(lineOf))];
  const rest = sentences.length - most;
  return [...sentences.slice(0, most), ...(rest > 0 ? [`and ${rest} more`] : [])].join(between);
}

function lineOf(finding: Finding): string {
  const severity = severityOf(finding);
  return severity === "undetermined" ? sentenceOf(finding) : `${severityLooks[severity].word}: ${sentenceOf(finding)}`;
}
