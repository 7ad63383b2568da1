import { computed, nextTick, shallowRef, type Ref } from "vue";

/** A cell of the grid: which food, which column. */
export interface GridCell {
  row: number;
  column: number;
}

/**
 * One cell of the grid is in the tab order; the arrows, Home, End and Page keys go to the others, with Ctrl to the corners. It stays
 * inside when the grid shrinks.
 */
export function useGridCell(grid: Readonly<Ref<HTMLElement | null>>, rows: () => number, columns: () => number) {
  const wanted = shallowRef<GridCell>({ row: 0, column: 0 });
  const cell = computed<GridCell>(() => ({
    row: Math.max(0, Math.min(wanted.value.row, rows() - 1)),
    column: Math.max(0, Math.min(wanted.value.column, columns() - 1)),
  }));

  async function focus(to: GridCell): Promise<void> {
    wanted.value = to;
    await nextTick();
    const element = grid.value?.querySelector<HTMLElement>(`[data-cell="${cell.value.row}:${cell.value.column}"]`);
    element?.focus();
    element?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** Whether the key moved. */
  function move(event: KeyboardEvent): boolean {
    const { row, column } = cell.value;
    const all = event.ctrlKey || event.metaKey;
    const to: Partial<Record<string, GridCell>> = {
      ArrowUp: { row: row - 1, column },
      ArrowDown: { row: row + 1, column },
      ArrowLeft: { row, column: column - 1 },
      ArrowRight: { row, column: column + 1 },
      Home: { row: all ? 0 : row, column: 0 },
      End: { row: all ? rows() - 1 : row, column: columns() - 1 },
      PageUp: { row: row - 10, column },
      PageDown: { row: row + 10, column },
    };
    const target = to[event.key];
    if (!target) return false;
    event.preventDefault();
    void focus(target);
    return true;
  }

  return { cell, focus, move, choose: (to: GridCell) => (wanted.value = to) };
}
