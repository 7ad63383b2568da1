import type { VariablesOf } from "../../../../graphql/graphql.ts";
import type { PlanEdit } from "../edits/plan-edit.ts";
import type { editMutation } from "./builder-documents.ts";

/** An edit as the API takes it: decimals travel as text, and what is left out stays as it is. */
export type EditInput = NonNullable<VariablesOf<typeof editMutation>["input"]["edits"][number]>;

/** Translates an edit for the API. */
export function toEditInput(edit: PlanEdit): EditInput {
  const fields = Object.entries(fieldsOf(edit)).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(fields) as EditInput;
}

function fieldsOf(edit: PlanEdit): EditInput {
  switch (edit.op) {
    case "add_item": {
      const { id, kind, name, amount, ...rest } = edit;
      return { ...rest, rowId: id, amount: String(amount), freeText: kind === "text" ? name : null };
    }
    case "update_item": {
      const { id, amount, ...rest } = edit;
      return { ...rest, rowId: id, amount: String(amount) };
    }
    case "add_meal":
    case "update_meal": {
      const { id, timeOfDay, ...rest } = edit;
      return { ...rest, rowId: id, timeOfDay: timeOfDay ?? "" };
    }
    case "set_target":
      return { ...edit, minimum: decimal(edit.minimum), maximum: decimal(edit.maximum) };
    case "remove_target":
    case "update_version":
      return { ...edit };
    case "move_day":
      return { op: "update_day", rowId: edit.id, dayNumber: edit.dayNumber };
    case "move_item":
    case "remove_item":
    case "move_meal":
    case "remove_meal":
    case "add_day":
    case "update_day":
    case "remove_day": {
      const { id, ...rest } = edit;
      return { ...rest, rowId: id };
    }
  }
}

function decimal(value: number | null): string | null {
  return value === null ? null : String(value);
}
