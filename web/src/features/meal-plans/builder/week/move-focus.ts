import type { WeekRow } from "./week-rows.ts";

/** What of the grid has the focus: an item, a meal's own line, or the head of a day. */
export type FocusKey = `item:${string}` | `meal:${string}` | `day:${string}`;

/** The id of what a line stands for. */
export const idOf = (key: FocusKey): string => key.slice(key.indexOf(":") + 1);

export type Direction = "up" | "down" | "left" | "right";

/**
 * Where an arrow leads: up and down through the items of a cell, then its meal's line, then the next meal of that day;
 * left and right to the same line of the neighbouring day that has this meal. Above the first meal stands the day's head, where
 * the ids of the days are given. Null at an edge.
 */
export function moveFocus(rows: readonly WeekRow[], from: FocusKey, direction: Direction, dayIds: readonly string[] = []): FocusKey | null {
  if (from.startsWith("day:")) return moveFromHead(rows, dayIds.indexOf(idOf(from)), direction, dayIds);
  const at = locate(rows, from);
  if (!at) return null;
  const { row, column, line } = at;
  if (direction === "left" || direction === "right") {
    const step = direction === "left" ? -1 : 1;
    for (let next = column + step; next >= 0 && next < rows[row]!.meals.length; next += step) {
      const lines = linesOf(rows, row, next);
      if (lines.length > 0) return from.startsWith("meal:") ? lines.at(-1)! : lines[Math.min(line, lines.length - 1)]!;
    }
    return null;
  }
  const step = direction === "up" ? -1 : 1;
  const here = linesOf(rows, row, column);
  const inside = here[line + step];
  if (inside) return inside;
  for (let next = row + step; next >= 0 && next < rows.length; next += step) {
    const lines = linesOf(rows, next, column);
    if (lines.length > 0) return (step > 0 ? lines[0] : lines.at(-1))!;
  }
  return direction === "up" && dayIds[column] ? `day:${dayIds[column]}` : null;
}

function moveFromHead(rows: readonly WeekRow[], column: number, direction: Direction, dayIds: readonly string[]): FocusKey | null {
  if (column < 0 || direction === "up") return null;
  if (direction === "down") return focusInColumn(rows, null, column);
  const next = dayIds[column + (direction === "left" ? -1 : 1)];
  return next ? `day:${next}` : null;
}

/** The first or last line of a day or of the whole row, for Home and End; the same meal in another day for `[` and `]`. */
export function focusInColumn(rows: readonly WeekRow[], from: FocusKey | null, column: number): FocusKey | null {
  const at = from && locate(rows, from);
  const same = at ? linesOf(rows, at.row, column) : [];
  if (at && same.length > 0) return same[Math.min(at.line, same.length - 1)]!;
  const first = rows.findIndex((row) => row.meals[column]);
  return first >= 0 ? linesOf(rows, first, column)[0]! : null;
}

function locate(rows: readonly WeekRow[], key: FocusKey): { row: number; column: number; line: number } | null {
  for (const [row, { meals }] of rows.entries()) {
    for (const column of meals.keys()) {
      const line = linesOf(rows, row, column).indexOf(key);
      if (line >= 0) return { row, column, line };
    }
  }
  return null;
}

/** A cell's lines from top to bottom: its items, then the meal's own line. */
function linesOf(rows: readonly WeekRow[], row: number, column: number): FocusKey[] {
  const meal = rows[row]?.meals[column];
  return meal ? [...meal.items.map((item): FocusKey => `item:${item.id}`), `meal:${meal.id}`] : [];
}
