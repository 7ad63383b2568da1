import type { DayMapping, ItemKind, TargetBasis } from "../document/plan-document.ts";

/**
 * One typed step of editing a draft, as `edit_meal_plan_version` takes it. Ids of new things are made here, so that
 * the same edit can be sent again and undone. Positions count from 1 and are the place after the step.
 */
export type PlanEdit =
  | AddItem
  | UpdateItem
  | { op: "move_item"; id: string; mealId: string; position: number; alternativeOfId: string | null }
  | { op: "remove_item"; id: string }
  | { op: "add_meal"; id: string; dayId: string; position: number; name: string; timeOfDay: string | null; note: string }
  | { op: "update_meal"; id: string; name: string; timeOfDay: string | null; note: string }
  | { op: "move_meal"; id: string; dayId: string; position: number }
  | { op: "remove_meal"; id: string }
  | { op: "add_day"; id: string; dayNumber: number; note: string }
  | { op: "update_day"; id: string; note: string }
  | { op: "move_day"; id: string; dayNumber: number }
  | { op: "remove_day"; id: string }
  | { op: "set_target"; nutrientId: number; minimum: number | null; maximum: number | null; basis?: TargetBasis | null }
  | { op: "remove_target"; nutrientId: number }
  | { op: "update_version"; note: string; dayMapping: DayMapping; isRepeating: boolean };

export interface AddItem {
  op: "add_item";
  id: string;
  mealId: string;
  position: number;
  alternativeOfId: string | null;
  kind: ItemKind;
  foodId: string | null;
  recipeId: string | null;
  /** Shown until the server names it; for free text it is the text itself. */
  name: string;
  amount: number;
  foodPortionId: string | null;
  unitCode: string | null;
  note: string;
}

/** The whole of what may change about an item, so that the edit means the same wherever it arrives. */
export interface UpdateItem {
  op: "update_item";
  id: string;
  /** Only free text can be renamed; null for foods and recipes. */
  freeText: string | null;
  amount: number;
  foodPortionId: string | null;
  unitCode: string | null;
  note: string;
}

/** What one gesture did: sent together, undone together. */
export interface Change {
  id: string;
  /** In words, such as "Set oats to 60 g (Mon, Breakfast)". */
  label: string;
  edits: PlanEdit[];
  /** What stood before at each place (`PlaceKey`) that it changes, in words: what somebody else did meanwhile is held against it. */
  was: Record<string, string | null>;
}
