/** A column of a table; the cell is the slot named by `key`. */
export interface Column<Key extends string = string> {
  key: Key;
  title: string;
  /** Right-aligned figures. */
  numeric?: boolean;
  sortable?: boolean;
  /** CSS width. */
  width?: string;
}

export interface Sort<Key extends string = string> {
  key: Key;
  descending: boolean;
}
