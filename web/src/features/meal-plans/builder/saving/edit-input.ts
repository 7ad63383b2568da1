import type { PlanEdit } from "../edits/plan-edit.ts";

/** An edit as the API takes it (`MealPlanEditInput`): decimals travel as text, enums in capitals, what is left out stays. */
export interface EditInput {
  op: string;
  [field: string]: string | number | boolean | undefined;
}

/** Translates an edit for the API. */
export function toEditInput(edit: PlanEdit): EditInput {
  const input = { ...fieldsOf(edit), op: edit.op.toUpperCase() };
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null && value !== undefined)) as EditInput;
}

function fieldsOf(edit: PlanEdit): Record<string, string | number | boolean | null> {
  switch (edit.op) {
    case "add_item": {
      const { op: _op, kind, name, amount, ...rest } = edit;
      return { ...rest, amount: String(amount), freeText: kind === "text" ? name : null };
    }
    case "update_item":
      return { ...edit, amount: String(edit.amount) };
    case "add_meal":
    case "update_meal":
      return { ...edit, timeOfDay: edit.timeOfDay ?? "" };
    case "set_target":
      return { ...edit, minimum: decimal(edit.minimum), maximum: decimal(edit.maximum) };
    case "update_version":
      return { ...edit, dayMapping: edit.dayMapping.toUpperCase() };
    case "move_item":
    case "remove_item":
    case "move_meal":
    case "remove_meal":
    case "add_day":
    case "update_day":
    case "remove_day":
    case "remove_target":
      return { ...edit };
  }
}

function decimal(value: number | null): string | null {
  return value === null ? null : String(value);
}
