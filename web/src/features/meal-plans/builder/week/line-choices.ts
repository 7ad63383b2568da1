import { findItem, findMeal } from "../document/find-in-plan.ts";
import { describeEdit } from "../edits/describe-edit.ts";
import { addDay } from "../edits/gestures.ts";
import type { Builder } from "../useBuilder.ts";
import { idOf, type FocusKey } from "./move-focus.ts";

/** What can be done with a line of the grid: the menu shows it, and `key` does it where there is one. */
export interface LineChoice {
  title: string;
  /** As it is shown. */
  keys: string;
  run: () => void;
}

/** The choices for an item, a meal or a day; where nothing may be changed, what there is to look at. */
export function lineChoices(builder: Builder, line: FocusKey): LineChoice[] {
  const { plan } = builder;
  const warnings = builder.hasFindings(line) ? [{ title: "What the warnings say", keys: "W", run: () => void builder.showFindingsOf(line) }] : [];
  if (line.startsWith("day:")) return [...dayChoices(builder, idOf(line)), ...warnings];
  if (!plan.value.canEdit) return [...recipeChoice(builder, idOf(line)), ...warnings];
  return [...(line.startsWith("item:") ? itemChoices(builder, idOf(line)) : mealChoices(builder, idOf(line))), ...warnings];
}

/** Also of a published plan, which shows the recipe as it was published. */
function recipeChoice({ plan, dialog }: Builder, id: string): LineChoice[] {
  return findItem(plan.value, id)?.item.recipeId ? [{ title: "Show the recipe…", keys: "", run: () => (dialog.value = { kind: "recipe", id }) }] : [];
}

function itemChoices(builder: Builder, id: string): LineChoice[] {
  const { plan, dialog, amountOf, findingsAt } = builder;
  const place = findItem(plan.value, id);
  if (!place) return [];
  const { item, meal, index } = place;
  const isOr = item.alternativeOfId !== null;
  return [
    ...recipeChoice(builder, id),
    { title: item.kind === "text" ? "Change the text" : "Change the amount", keys: "Enter", run: () => (amountOf.value = id) },
    ...(item.kind === "text" ? [] : [{ title: "Find a substitute…", keys: "S", run: () => (dialog.value = { kind: "substitute", id, finding: findingsAt.value.get(id)?.[0] ?? null }) }]),
    { title: "Replace…", keys: "R", run: () => void builder.openLibrary({ kind: "replace", itemId: id }) },
    ...(item.kind === "text" ? [] : [{ title: "Replace everywhere…", keys: "Shift R", run: () => void builder.openLibrary({ kind: "replace-all", itemId: id }) }]),
    { title: "Add an alternative (“or”)…", keys: "O", run: () => void builder.openLibrary({ kind: "alternative", itemId: id }) },
    ...(isOr ? [{ title: "Count this one instead", keys: "Shift F", run: () => builder.countInstead(id) }] : []),
    ...(isOr || index > 0
      ? [{ title: isOr ? "Let it count by itself" : "Make it an “or” of the one above", keys: "Shift O", run: () => builder.toggleAlternative(id) }]
      : []),
    { title: item.note ? "Change the note…" : "Add a note…", keys: "N", run: () => (dialog.value = { kind: "note", id }) },
    ...clipboardChoices(builder, `item:${id}`),
    { title: "Duplicate", keys: "Ctrl D", run: () => builder.duplicate(id) },
    { title: `Copy ${meal.name} to…`, keys: "", run: () => (dialog.value = { kind: "copy-meal", id: meal.id }) },
    { title: "Remove", keys: "Del", run: () => builder.remove(id) },
  ];
}

function mealChoices(builder: Builder, id: string): LineChoice[] {
  const { plan, dialog } = builder;
  if (!findMeal(plan.value, id)) return [];
  return [
    { title: "Add from the library…", keys: "Enter", run: () => void builder.openLibrary({ kind: "meal" }) },
    { title: "Add a free text…", keys: "T", run: () => (dialog.value = { kind: "text", id }) },
    { title: "Name, time and note…", keys: "N", run: () => (dialog.value = { kind: "meal", id }) },
    ...clipboardChoices(builder, `meal:${id}`),
    { title: "Copy this meal to…", keys: "Ctrl D", run: () => (dialog.value = { kind: "copy-meal", id }) },
    { title: "Move up, in every day", keys: "Alt ↑", run: () => builder.nudgeMeal(id, -1) },
    { title: "Move down, in every day", keys: "Alt ↓", run: () => builder.nudgeMeal(id, 1) },
    { title: "Add a meal after it…", keys: "A", run: () => (dialog.value = { kind: "add-meal", id }) },
    { title: "Remove this meal", keys: "Del", run: () => removeMeal(builder, id) },
  ];
}

function dayChoices(builder: Builder, id: string): LineChoice[] {
  const { plan, dialog } = builder;
  const day = plan.value.days.find((one) => one.id === id);
  if (!day) return [];
  const look = { title: "Show this day alone", keys: "Enter", run: () => builder.openDay(id) };
  if (!plan.value.canEdit) return [look];
  return [
    look,
    { title: day.note ? "Change the note…" : "Add a note…", keys: "N", run: () => (dialog.value = { kind: "day-note", id }) },
    ...clipboardChoices(builder, `day:${id}`),
    { title: "Copy this day to…", keys: "", run: () => (dialog.value = { kind: "copy-day", id }) },
    { title: "Duplicate this day", keys: "Ctrl D", run: () => insertDay(builder, id, true) },
    { title: "Add a day after it", keys: "A", run: () => insertDay(builder, id, false) },
    ...(day.dayNumber > 1 ? [{ title: "Move it before the day before", keys: "Alt ←", run: () => builder.nudgeDay(id, -1) }] : []),
    ...(day.dayNumber < plan.value.days.length ? [{ title: "Move it behind the next day", keys: "Alt →", run: () => builder.nudgeDay(id, 1) }] : []),
    { title: "Add a meal…", keys: "", run: () => (dialog.value = { kind: "add-meal", id }) },
    ...(plan.value.days.length > 1 ? [{ title: "Remove this day", keys: "Del", run: () => removeDay(builder, id) }] : []),
  ];
}

function clipboardChoices({ clipboard, take, paste }: Builder, line: FocusKey): LineChoice[] {
  return [
    { title: "Copy", keys: "Ctrl C", run: () => take(line, false) },
    { title: "Cut", keys: "Ctrl X", run: () => take(line, true) },
    ...(clipboard.value ? [{ title: "Paste", keys: "Ctrl V", run: () => paste(line) }] : []),
  ];
}

/** Adds a day behind another, empty or as a copy, and goes there. */
function insertDay(builder: Builder, dayId: string, isCopy: boolean): void {
  const edits = addDay(builder.plan.value, dayId, isCopy);
  const added = edits[0];
  const day = builder.plan.value.days.find((one) => one.id === dayId);
  if (!day || added?.op !== "add_day") return;
  const name = builder.dayName(day.dayNumber);
  if (builder.change(edits, isCopy ? `Duplicate ${name}` : `Add a day after ${name}`)) void builder.selection.focus(`day:${added.id}`);
}

function removeMeal(builder: Builder, id: string): void {
  const edit = { op: "remove_meal" as const, id };
  builder.removeWithToast([edit], describeEdit(builder.plan.value, edit));
  void builder.focusPlan();
}

function removeDay(builder: Builder, id: string): void {
  const { days } = builder.plan.value;
  const index = days.findIndex((one) => one.id === id);
  const neighbour = days[index + 1] ?? days[index - 1];
  builder.removeWithToast([{ op: "remove_day", id }], `Remove ${builder.dayName(index + 1)}`);
  if (neighbour) void builder.selection.focus(`day:${neighbour.id}`);
}
