/** The value below which this share of the sorted sample lies. */
export function quantile(sample: readonly number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (sample: readonly number[]) => quantile(sample, 0.5);

/** Prints one figure: what it is, what was measured, what was aimed at. */
export function figure(name: string, measured: string, aim?: string): void {
  console.log(`${name.padEnd(58)} ${measured}${aim ? `   (aim: ${aim})` : ""}`);
}
