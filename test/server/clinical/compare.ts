import { Rational } from "./rational.ts";
import type { Finding } from "./records.ts";

/** A finding in one line, so that two are the same where their lines are; numbers without the last digit, which rounding may change. */
export function line(finding: Finding): string {
  const number = (value: Rational | null) => (value === null ? "–" : Rational.of(value.toFixed(6)).toFixed(5));
  const foods = (names: readonly string[]) => `[${[...names].sort().join(", ")}]`;
  return [
    `${finding.ruleCode} v${finding.ruleVersion}`,
    finding.outcome,
    finding.place,
    `observed ${finding.observedIsMinimum ? "≥ " : ""}${number(finding.observed)}`,
    `from ${number(finding.minimum)} to ${number(finding.maximum)}`,
    `unknown ${foods(finding.unknownFoods)}`,
    `inferred ${foods(finding.inferredFoods)}`,
    finding.needsReason ? "needs a reason" : finding.needsAcknowledgement ? "needs an acknowledgement" : "",
  ].join(" · ");
}

/** What only one of the two says, each as often as it says it more often. */
export function differences(expected: readonly Finding[], actual: readonly Finding[]): string[] {
  const count = new Map<string, number>();
  for (const f of expected) count.set(line(f), (count.get(line(f)) ?? 0) - 1);
  for (const f of actual) count.set(line(f), (count.get(line(f)) ?? 0) + 1);
  return [...count]
    .filter(([, n]) => n !== 0)
    .sort()
    .map(([text, n]) => `${n < 0 ? "only CLINICAL " : "only database "} ${text}`);
}
