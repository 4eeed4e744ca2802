/** Where the fields of a table constructor lie, told before there is a table: `{x = 1, y = 2}` made with its keys in place. */
import { hashString } from './hash.ts';
import { mainPosition, TableLayout, VALUE } from './layout.ts';

/** How the fields of a new table lie once all of them are set in order; none may be nil. */
export interface Layout {
  /** The nodes with their keys, values still nil. */
  readonly nodes: readonly unknown[];
  readonly lastFree: number;
  /** Where the value of each field lies among the nodes. */
  readonly places: readonly number[];
  /** Each key is in its main position, as it is whatever the values are. */
  readonly isApart: boolean;
}

/** Lays out a table that is made with room for just these fields, all different. */
export function layoutOf(names: readonly string[]): Layout {
  const table = new TableLayout<boolean>(0, names.length);
  for (const name of names) table.setString(name, hashString(name), true);
  const nodes = table.nodes.map((slot) => (slot === true ? undefined : slot));
  const places = names.map((name) => nodes.indexOf(name) + VALUE);
  const isApart = names.every(
    (name, i) => places[i] === mainPosition(name, hashString(name), table.mask) + VALUE,
  );
  return { nodes, lastFree: table.lastFree, places, isApart };
}
