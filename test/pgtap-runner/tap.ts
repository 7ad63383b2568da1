export type TapResult = { passed: number; failures: string[] };

const isAssertion = (line: string) => /^(not )?ok \d/.test(line);

/** Reads a whole file's answers. A plan that is missing or does not fit the number of assertions is a failure of its own. */
export function readTap(lines: string[]): TapResult {
  const { passed, failures } = readAssertions(lines);
  const ran = lines.filter(isAssertion).length;
  const plan = lines.map((line) => /^1\.\.(\d+)/.exec(line)?.[1]).find((count) => count !== undefined);
  if (plan === undefined) failures.push("there is no plan: start with select plan(n), or no_plan() and end with select * from finish()");
  else if (Number(plan) !== ran) failures.push(`planned ${plan} assertions but ran ${ran}`);
  return { passed, failures };
}

/** Reads the assertions alone: `ok 1 - …`, `not ok 2 - …` and the `# …` lines that say why. `# TODO` failures do not count. */
export function readAssertions(lines: string[]): TapResult {
  const failures: string[] = [];
  lines.forEach((line, index) => {
    if (!/^not ok \d/.test(line) || /# TODO/i.test(line)) return;
    const rest = lines.slice(index + 1);
    const end = rest.findIndex((next) => !next.startsWith("#"));
    const why = rest.slice(0, end < 0 ? undefined : end).map((next) => next.replace(/^#\s?/, "    "));
    failures.push([line.replace(/^not ok \d+( - )?/, ""), ...why.slice(1)].join("\n"));
  });
  return { passed: lines.filter((line) => /^ok \d/.test(line)).length, failures };
}
