/**
 * A Proto's control flow as basic blocks in reverse postorder, with dominators and loops. Lua has no goto here,
 * so every loop has one entry, which dominates it.
 */
import { argA, argSBx, OP, opOf } from '../front/proto.ts';

/** How a block ends. `jump` is the pc of the JMP that is taken, whose A may close upvalues. */
export type Ending =
  | { readonly kind: 'return' }
  | { readonly kind: 'go'; readonly to: number; readonly jump: number | undefined }
  | {
      readonly kind: 'test';
      readonly pc: number;
      readonly jump: number;
      readonly yes: number;
      readonly no: number;
    }
  | { readonly kind: 'loop'; readonly pc: number; readonly yes: number; readonly no: number };

export interface Block {
  /** Place in reverse postorder; also its label. */
  readonly index: number;
  readonly start: number;
  /** One past the last instruction that is not part of the ending. */
  readonly end: number;
  /** Targets are block indices. */
  readonly ending: Ending;
  readonly predecessors: number[];
}

export interface Flow {
  readonly blocks: readonly Block[];
  readonly parent: readonly number[];
  readonly isHeader: readonly boolean[];
  /** By header: the blocks of its loop. */
  readonly loops: readonly (ReadonlySet<number> | undefined)[];
  /** Blocks that are reached by a forward break: they stand after a labelled block at their dominator. */
  readonly isMerge: readonly boolean[];
}

const ENTRY = 0;

function isTest(op: number): boolean {
  return op >= OP.EQ && op <= OP.TESTSET;
}

function jumpTarget(code: Int32Array, pc: number): number {
  return pc + 1 + argSBx(code[pc] as number);
}

/** The end of the block that starts at `start`, and how it ends, in pcs. */
function scan(
  code: Int32Array,
  leaders: ReadonlySet<number>,
  start: number,
): { end: number; ending: Ending } {
  for (let pc = start; ; pc++) {
    const word = code[pc] as number;
    const op = opOf(word);
    if (op === OP.RETURN || op === OP.TAILCALL) return { end: pc + 1, ending: { kind: 'return' } };
    if (op === OP.JMP) return { end: pc, ending: { kind: 'go', to: jumpTarget(code, pc), jump: pc } };
    if (op === OP.FORPREP)
      return { end: pc + 1, ending: { kind: 'go', to: jumpTarget(code, pc), jump: undefined } };
    if (op === OP.LOADBOOL && ((word >>> 14) & 0x1ff) !== 0) {
      return { end: pc + 1, ending: { kind: 'go', to: pc + 2, jump: undefined } };
    }
    if (op === OP.FORLOOP || op === OP.TFORLOOP) {
      return { end: pc, ending: { kind: 'loop', pc, yes: jumpTarget(code, pc), no: pc + 1 } };
    }
    if (isTest(op)) {
      const yes = jumpTarget(code, pc + 1);
      return { end: pc, ending: { kind: 'test', pc, jump: pc + 1, yes, no: pc + 2 } };
    }
    if (leaders.has(pc + 1)) return { end: pc + 1, ending: { kind: 'go', to: pc + 1, jump: undefined } };
  }
}

function targets(ending: Ending): readonly number[] {
  switch (ending.kind) {
    case 'return':
      return [];
    case 'go':
      return [ending.to];
    default:
      return [ending.yes, ending.no];
  }
}

function findLeaders(code: Int32Array): Set<number> {
  const leaders = new Set<number>([0]);
  for (let pc = 0; pc < code.length; pc++) {
    const word = code[pc] as number;
    const op = opOf(word);
    if (op === OP.JMP || op === OP.FORPREP || op === OP.FORLOOP || op === OP.TFORLOOP) {
      leaders.add(jumpTarget(code, pc)).add(pc + 1);
    } else if (op === OP.LOADBOOL && ((word >>> 14) & 0x1ff) !== 0) leaders.add(pc + 2).add(pc + 1);
  }
  return leaders;
}

interface RawBlock {
  readonly end: number;
  readonly ending: Ending;
}

/** Blocks reachable from the start, in reverse postorder of their pcs. */
function order(raw: (start: number) => RawBlock): number[] {
  const seen = new Set<number>([0]);
  const postorder: number[] = [];
  const stack: { readonly start: number; readonly rest: number[] }[] = [
    { start: 0, rest: [...targets(raw(0).ending)] },
  ];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    // The last target first, so that in reverse postorder the taken branch comes before the way on.
    const next = top.rest.pop();
    if (next === undefined) {
      postorder.push(top.start);
      stack.pop();
    } else if (!seen.has(next)) {
      seen.add(next);
      stack.push({ start: next, rest: [...targets(raw(next).ending)] });
    }
  }
  return postorder.reverse();
}

function withIndices(ending: Ending, indexOf: (pc: number) => number): Ending {
  switch (ending.kind) {
    case 'return':
      return ending;
    case 'go':
      return { ...ending, to: indexOf(ending.to) };
    default:
      return { ...ending, yes: indexOf(ending.yes), no: indexOf(ending.no) };
  }
}

/** The basic blocks of a function, those that nothing reaches left out. */
export function findBlocks(code: Int32Array): readonly Block[] {
  const leaders = findLeaders(code);
  const cache = new Map<number, RawBlock>();
  const raw = (start: number): RawBlock => {
    let block = cache.get(start);
    if (block === undefined) cache.set(start, (block = scan(code, leaders, start)));
    return block;
  };
  const starts = order(raw);
  const indexOf = new Map(starts.map((start, index) => [start, index]));
  const blocks = starts.map((start, index): Block => {
    const { end, ending } = raw(start);
    return {
      index,
      start,
      end,
      ending: withIndices(ending, (pc) => indexOf.get(pc) as number),
      predecessors: [],
    };
  });
  for (const block of blocks) {
    for (const target of targets(block.ending)) (blocks[target] as Block).predecessors.push(block.index);
  }
  return blocks;
}

/** Cooper, Harvey and Kennedy's iteration; in a reducible graph two passes. */
function findDominators(blocks: readonly Block[]): number[] {
  const parent = new Array<number>(blocks.length).fill(-1);
  parent[ENTRY] = ENTRY;
  for (let changed = true; changed; ) {
    changed = false;
    for (const { index, predecessors } of blocks) {
      if (index === ENTRY) continue;
      let best = -1;
      for (const predecessor of predecessors) {
        if (parent[predecessor] === -1) continue;
        best = best === -1 ? predecessor : intersect(parent, best, predecessor);
      }
      if (parent[index] !== best) {
        parent[index] = best;
        changed = true;
      }
    }
  }
  return parent;
}

function intersect(parent: readonly number[], a: number, b: number): number {
  let left = a;
  let right = b;
  while (left !== right) {
    while (left > right) left = parent[left] as number;
    while (right > left) right = parent[right] as number;
  }
  return left;
}

export function analyseFlow(blocks: readonly Block[]): Flow {
  const parent = findDominators(blocks);
  const isHeader = new Array<boolean>(blocks.length).fill(false);
  const bodies = loopBodies(blocks, isHeader);
  const isMerge = blocks.map(
    ({ index, predecessors }) => predecessors.filter((from) => from < index).length > 1,
  );
  hoistExits(blocks, parent, bodies, isMerge);
  return { blocks, parent, isHeader, loops: bodies, isMerge };
}

function loopBodies(blocks: readonly Block[], isHeader: boolean[]): Set<number>[] {
  const bodies: Set<number>[] = [];
  for (const { index, predecessors } of blocks) {
    const work = predecessors.filter((predecessor) => predecessor >= index);
    if (work.length === 0) continue;
    isHeader[index] = true;
    const body = new Set<number>([index]);
    for (let at = work.pop(); at !== undefined; at = work.pop()) {
      if (body.has(at)) continue;
      body.add(at);
      work.push(...(blocks[at] as Block).predecessors);
    }
    bodies[index] = body;
  }
  return bodies;
}

/**
 * A block outside a loop whose dominator is inside is hung under the header of the outermost such loop and
 * reached by a break, so that code after a loop does not nest within it.
 */
function hoistExits(
  blocks: readonly Block[],
  parent: number[],
  bodies: readonly Set<number>[],
  isMerge: boolean[],
): void {
  for (const { index } of blocks) {
    if (index === ENTRY) continue;
    const dominator = parent[index] as number;
    const header = bodies.findIndex((body) => body?.has(dominator) && !body.has(index));
    if (header < 0) continue;
    parent[index] = header;
    isMerge[index] = true;
  }
}

/** The upvalues from this register up are closed by the JMP at `pc`; undefined if none. */
export function closesFrom(code: Int32Array, pc: number | undefined): number | undefined {
  if (pc === undefined) return undefined;
  const a = argA(code[pc] as number);
  return a === 0 ? undefined : a - 1;
}
