/**
 * The cells of an open-addressing index: an Int32Array of 2^n cells, 0 when free. A cell in use holds slot + 1
 * in its low n bits and, above them, the same bits of the key's hash; the hash's low n bits choose the home
 * cell. Linear probing: no free cell stands between an entry and its home. At most five eighths are in use.
 * `as number` after a typed-array read is at indexes that the mask keeps in bounds.
 */

/** Slots that so many cells serve; past five eighths probing grows long. */
export function slotsFor(cellCount: number): number {
  return (cellCount >>> 1) + (cellCount >>> 3);
}

/** The slot of a key; -1 when these cells do not have it. Cells of other owners' keys do no harm. */
export function probe<K>(cells: Int32Array, keys: readonly K[], key: K, hash: number): number {
  const mask = cells.length - 1;
  for (let at = hash & mask; ; at = (at + 1) & mask) {
    const cell = cells[at] as number;
    if (cell === 0) return -1;
    if (((cell ^ hash) & ~mask) !== 0) continue;
    const slot = (cell & mask) - 1;
    if (keys[slot] === key) return slot;
  }
}

/** Enters a slot that is not there. */
export function place(cells: Int32Array, slot: number, hash: number): void {
  const mask = cells.length - 1;
  let at = hash & mask;
  while (cells[at] !== 0) at = (at + 1) & mask;
  cells[at] = (hash & ~mask) | (slot + 1);
}

/** Gives an entry that is there, of this hash, another slot. */
export function rename(cells: Int32Array, slot: number, hash: number, newSlot: number): void {
  cells[positionOf(cells, slot, hash)] = (hash & ~(cells.length - 1)) | (newSlot + 1);
}

/**
 * Takes an entry out that is there. Backward shift: each follower that may stand nearer its home moves into
 * the gap, so no mark stays behind. `hashes` are by slot.
 */
export function displace(cells: Int32Array, slot: number, hashes: Int32Array): void {
  const mask = cells.length - 1;
  let gap = positionOf(cells, slot, hashes[slot] as number);
  for (let at = (gap + 1) & mask; ; at = (at + 1) & mask) {
    const cell = cells[at] as number;
    if (cell === 0) break;
    const home = (hashes[(cell & mask) - 1] as number) & mask;
    if (((at - home) & mask) < ((at - gap) & mask)) continue;
    cells[gap] = cell;
    gap = at;
  }
  cells[gap] = 0;
}

function positionOf(cells: Int32Array, slot: number, hash: number): number {
  const mask = cells.length - 1;
  let at = hash & mask;
  while (((cells[at] as number) & mask) !== slot + 1) at = (at + 1) & mask;
  return at;
}
