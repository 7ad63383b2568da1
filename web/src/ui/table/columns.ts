/** A column of a table; the cell is the slot named by `key`. */
export interface Column<Key extends string = string> {
  key: Key;
  title: string;
  /** The heading is for readers only, above a column of buttons. */
  isTitleHidden?: boolean;
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
