/**
 * Replies whose order is the server's own business (SMEMBERS, HGETALL, KEYS) in one canonical order,
 * so that two servers can be compared byte for byte.
 */
import { parseFrame, type RespNode, serialiseFrame } from './resp-frame.ts';

/**
 * How a reply may vary:
 * - `exact`: not at all
 * - `unordered`: the elements of the outermost array or set, or the pairs of the outermost map
 * - `pairs`: a flat array whose pairs may come in any order, such as HGETALL in RESP2
 * - `deep`: elements at every depth (pairs in maps stay together)
 */
export type Order = 'exact' | 'unordered' | 'pairs' | 'deep';

/** The same reply with whatever may come in any order sorted by its bytes. */
export function canonical(raw: string, order: Order): string {
  return order === 'exact' ? raw : serialiseFrame(sorted(parseFrame(raw), order));
}

function sorted(node: RespNode, order: Order): RespNode {
  if (node.kind !== 'aggregate') return node;
  const items = order === 'deep' ? node.items.map((item) => sorted(item, order)) : node.items;
  const width = order === 'pairs' || node.head.startsWith('%') ? 2 : 1;
  const groups: { readonly key: string; readonly items: readonly RespNode[] }[] = [];
  for (let i = 0; i < items.length; i += width) {
    const group = items.slice(i, i + width);
    groups.push({ key: group.map(serialiseFrame).join(''), items: group });
  }
  groups.sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -1 : 1));
  return { ...node, items: groups.flatMap((group) => group.items) };
}
