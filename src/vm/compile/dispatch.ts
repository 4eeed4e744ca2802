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
    writeEnding(writer, block, hooks);
  }
  writer.emit('}');
}

function writeEnding(writer: Writer, { index, ending }: Block, hooks: StructureHooks): void {
  if (ending.kind === 'return') return;
  if (ending.kind === 'go') {
    writeJump(writer, index, ending.to, ending.jump);
    return;
  }
  const test = hooks.condition(ending);
  const { pc } = writer;
  writer.emit(`if(${test}){`);
  hooks.taken(ending);
  writeJump(writer, index, ending.yes, ending.kind === 'test' ? ending.jump : undefined);
  writer.emit('}');
  writer.pc = pc;
  writeJump(writer, index, ending.no, undefined);
}

function writeJump(writer: Writer, from: number, to: number, jump: number | undefined): void {
  writeClose(writer, jump);
  if (to <= from) writer.spendFuel();
  writer.emit(`w=${to};continue;`);
}
