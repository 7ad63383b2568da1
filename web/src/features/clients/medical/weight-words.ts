export type WeightKind = "weight" | "dry_weight" | "adjusted_weight";

/** The weights that limits per kilogram name, in the order of how often they do. */
export const weightTitles: Record<WeightKind, string> = { weight: "Actual weight", dry_weight: "Dry weight", adjusted_weight: "Adjusted weight" };
export const weightHints: Record<WeightKind, string> = {
  weight: "on the scales",
  dry_weight: "after dialysis, without excess fluid",
  adjusted_weight: "as the practice computes it, such as in obesity",
};
export const weightKinds = Object.keys(weightTitles) as WeightKind[];
