/**
 * Control flow as a loop over a switch, for functions of very many blocks: structured code would nest deeper than
 * JS engines read, and finding its structure would take too long. It is slower, and there is no limit to it.
 */
import type { Block } from './flow.ts';
import { type StructureHooks, writeClose } from './structure.ts';
import type { Writer } from './writer.ts';

/** Functions with more blocks are dispatched. A script of 300 lines has a hundred or two. */
export const MAX_STRUCTURED_BLOCKS = 1000;

/** Writes the whole function body. */
export function writeDispatch(writer: Writer, blocks: readonly Block[], hooks: StructureHooks): void {
  writer.emit('let w=0;for(;;)switch(w){');
  for (const block of blocks) {
    writer.emit(`case ${block.index}:`);
    hooks.body(block);
    writeEnding(writer, blocks, block, hooks);
  }
  writer.emit('}');
}

function writeEnding(writer: Writer, blocks: readonly Block[], block: Block, hooks: StructureHooks): void {
  const { ending } = block;
  const jumpTo = (index: number, jump: number | undefined): void =>
    writeJump(writer, { from: block, to: blocks[index] as Block, jump });
  if (ending.kind === 'return') return;
  if (ending.kind === 'go') {
    jumpTo(ending.to, ending.jump);
    return;
  }
  const test = hooks.condition(ending);
  const { pc } = writer;
  writer.emit(`if(${test}){`);
  hooks.taken(ending);
  jumpTo(ending.yes, ending.kind === 'test' ? ending.jump : undefined);
  writer.emit('}');
  writer.pc = pc;
  jumpTo(ending.no, undefined);
}

interface Jump {
  readonly from: Block;
  readonly to: Block;
  readonly jump: number | undefined;
}

function writeJump(writer: Writer, { from, to, jump }: Jump): void {
  writeClose(writer, jump);
  if (to.index <= from.index) writer.spendFuel(writer.pc - to.start);
  writer.emit(`w=${to.index};continue;`);
}
