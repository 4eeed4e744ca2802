/**
 * Control flow as structured JS from the dominator tree (Ramsey, "Beyond Relooper", ICFP 2022): a loop header
 * becomes `for(;;)`, a block that several jumps reach stands after a labelled block at its dominator, and any
 * other block is written where its one predecessor jumps to it.
 */
import type { Block, Ending, Flow } from './flow.ts';
import { closesFrom } from './flow.ts';
import type { Writer } from './writer.ts';

export interface StructureHooks {
  /** Writes the instructions of a block, its ending excepted. */
  readonly body: (block: Block) => void;
  /** Writes what a conditional ending does first and gives its condition. */
  readonly condition: (ending: Ending & { kind: 'test' | 'loop' }) => string;
  /** Writes what happens only where the condition holds. */
  readonly taken: (ending: Ending & { kind: 'test' | 'loop' }) => void;
}

interface Tree extends Flow {
  /** The merge blocks of each block, those inside its loop and those after it, outermost last. */
  readonly inner: readonly number[][];
  readonly outer: readonly number[][];
}

function plant(flow: Flow, loopMembers: (header: number) => ReadonlySet<number>): Tree {
  const inner: number[][] = flow.blocks.map(() => []);
  const outer: number[][] = flow.blocks.map(() => []);
  for (const { index } of flow.blocks) {
    if (!flow.isMerge[index]) continue;
    const parent = flow.parent[index] as number;
    const isOutside = flow.isHeader[parent] && !loopMembers(parent).has(index);
    (isOutside ? outer : inner)[parent]?.push(index);
  }
  return { ...flow, inner, outer };
}

/** Writes the whole function body. */
export function writeStructure(writer: Writer, flow: Flow, hooks: StructureHooks): void {
  const tree = plant(flow, (header) => flow.loops[header] ?? new Set());
  new Structure(writer, tree, hooks).tree(0);
}

class Structure {
  readonly #writer: Writer;
  readonly #tree: Tree;
  readonly #hooks: StructureHooks;

  constructor(writer: Writer, tree: Tree, hooks: StructureHooks) {
    this.#writer = writer;
    this.#tree = tree;
    this.#hooks = hooks;
  }

  /** A block with all that it dominates. Merge blocks that come last are a loop here, not a recursion. */
  tree(start: number): void {
    for (let index: number | undefined = start; index !== undefined; ) {
      const after: number[] = this.#tree.isHeader[index]
        ? (this.#tree.outer[index] as number[])
        : (this.#tree.inner[index] as number[]);
      index = this.#within(index, after);
    }
  }

  /** Writes `index` inside the labelled blocks of `merges`; gives the last merge block, still to be written. */
  #within(index: number, merges: readonly number[]): number | undefined {
    for (let i = merges.length - 1; i >= 0; i--) this.#writer.emit(`b${merges[i]}:{`);
    if (this.#tree.isHeader[index]) this.#loop(index);
    else this.#node(index);
    for (let i = 0; i < merges.length; i++) {
      this.#writer.emit('}');
      if (i < merges.length - 1) this.tree(merges[i] as number);
    }
    return merges.at(-1);
  }

  #loop(index: number): void {
    this.#writer.emit(`l${index}:for(;;){`);
    const merges = this.#tree.inner[index] as number[];
    for (let i = merges.length - 1; i >= 0; i--) this.#writer.emit(`b${merges[i]}:{`);
    this.#node(index);
    for (const merge of merges) {
      this.#writer.emit('}');
      this.tree(merge);
    }
    this.#writer.emit('}');
  }

  #node(index: number): void {
    const block = this.#tree.blocks[index] as Block;
    this.#hooks.body(block);
    const { ending } = block;
    if (ending.kind === 'return') return;
    if (ending.kind === 'go') {
      this.#branch(index, ending.to, ending.jump);
      return;
    }
    const test = this.#hooks.condition(ending);
    const { pc } = this.#writer;
    this.#writer.emit(`if(${test}){`);
    this.#hooks.taken(ending);
    this.#branch(index, ending.yes, ending.kind === 'test' ? ending.jump : undefined);
    this.#writer.emit('}else{');
    this.#writer.pc = pc;
    this.#branch(index, ending.no, undefined);
    this.#writer.emit('}');
  }

  #branch(from: number, to: number, jump: number | undefined): void {
    writeClose(this.#writer, jump);
    if (to <= from) {
      this.#writer.spendFuel(this.#writer.pc - (this.#tree.blocks[to] as Block).start);
      this.#writer.emit(`continue l${to};`);
    } else if (this.#tree.isMerge[to]) this.#writer.emit(`break b${to};`);
    else this.tree(to);
  }
}

/** A jump out of a scope leaves its captured variables to the closures and makes fresh ones. */
export function writeClose(writer: Writer, jump: number | undefined): void {
  const from = closesFrom(writer.proto.code, jump);
  if (from === undefined) return;
  for (const register of writer.captured)
    if (register >= from) writer.emit(`r${register}=new Box(undefined);`);
}
