import type { TargetBasis } from "../document/plan-document.ts";

/** What `propose_targets` answers: bounds a day in the nutrient's unit. */
export interface TargetProposals {
  inputs: TargetBasis["inputs"];
  /** What the record does not say, such as "a weight". */
  missing: string[];
  warnings: string[];
  energyKcal: number | null;
  proposals: TargetProposal[];
  withheld: { nutrientId: number; name: string; reason: string }[];
}

export interface TargetProposal {
  nutrientId: number;
  name: string;
  unit: string;
  minimum: number | null;
  maximum: number | null;
  basis: TargetBasis;
  beside: BoundBeside[];
}

/** What a physician's limit or a clinical rule asks of the same nutrient; no proposal changes it. */
export interface BoundBeside {
  origin: "limit" | "rule";
  words: string;
  source: string;
  /** Both null = it bounds a share of energy. */
  minimum: number | null;
  maximum: number | null;
  /** Nothing meets both. */
  isContradicted: boolean;
  /** What meets the proposal may still break this. */
  isWider: boolean;
}

export function parseProposals(answer: unknown): TargetProposals | null {
  const wire = answer as Partial<TargetProposals> | null | undefined;
  if (!wire || !Array.isArray(wire.proposals)) return null;
  return { inputs: [], missing: [], warnings: [], withheld: [], energyKcal: null, ...wire } as TargetProposals;
}
