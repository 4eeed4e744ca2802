/**
 * Which registers certainly hold numbers where: a forward dataflow over the blocks, so that code in loops over
 * numbers needs no typeof. Captured registers are never known.
 */
import {
  argA,
  argB,
  argBx,
  argC,
  CONSTANT_BIT,
  type Constant,
  OP,
  opOf,
  type Proto,
} from '../front/proto.ts';
import type { Block, Flow } from './flow.ts';

/** Registers known to hold numbers. */
export type Known = ReadonlySet<number>;

export interface NumberFlow {
  /** What is known at the start of each block. */
  readonly atStart: readonly Known[];
  /** Applies the instruction at `pc` to what is known, in place. */
  readonly step: (known: Set<number>, pc: number) => void;
}

type Operands = { readonly proto: Proto; readonly captured: ReadonlySet<number> };

/** Instructions whose A is no register that they write. */
const WRITES_NOTHING: ReadonlySet<number> = new Set([
  OP.SETTABUP,
  OP.SETUPVAL,
  OP.SETTABLE,
  OP.JMP,
  OP.EQ,
  OP.LT,
  OP.LE,
  OP.TEST,
  OP.RETURN,
  OP.SETLIST,
  OP.EXTRAARG,
]);

function isNumber({ proto }: Operands, known: Known, operand: number): boolean {
  if ((operand & CONSTANT_BIT) === 0) return known.has(operand);
  return typeof (proto.constants[operand & ~CONSTANT_BIT] as Constant) === 'number';
}

function forgetFrom(known: Set<number>, register: number): void {
  for (const each of known) if (each >= register) known.delete(each);
}

function step(operands: Operands, known: Set<number>, pc: number): void {
  const { proto, captured } = operands;
  const word = proto.code[pc] as number;
  const a = argA(word);
  const learn = (register: number, isKnown: boolean): void => {
    if (isKnown && !captured.has(register)) known.add(register);
    else known.delete(register);
  };
  const op = opOf(word);
  switch (op) {
    case OP.MOVE:
      learn(a, known.has(argB(word)));
      return;
    case OP.LOADK:
      learn(a, typeof proto.constants[argBx(word)] === 'number');
      return;
    case OP.LOADNIL:
      for (let i = a; i <= a + argB(word); i++) known.delete(i);
      return;
    case OP.ADD:
    case OP.SUB:
    case OP.MUL:
    case OP.MOD:
    case OP.POW:
    case OP.DIV:
      learn(a, isNumber(operands, known, argB(word)) && isNumber(operands, known, argC(word)));
      return;
    case OP.UNM:
      learn(a, known.has(argB(word)));
      return;
    case OP.FORPREP:
      for (let i = a; i < a + 3; i++) learn(i, true);
      return;
    case OP.FORLOOP:
      learn(a + 3, true);
      return;
    case OP.SELF:
      known.delete(a + 1);
      known.delete(a);
      return;
    case OP.CALL:
    case OP.TAILCALL:
    case OP.VARARG:
    case OP.TFORCALL:
      forgetFrom(known, a);
      return;
    default:
      if (!WRITES_NOTHING.has(op)) known.delete(a);
  }
}

function intersection(a: Set<number> | undefined, b: Known): Set<number> {
  if (a === undefined) return new Set(b);
  for (const each of a) if (!b.has(each)) a.delete(each);
  return a;
}

/** What is known at the block's end. */
function leave(operands: Operands, block: Block, atStart: Known): Set<number> {
  const known = new Set(atStart);
  for (let pc = block.start; pc < block.end; pc++) step(operands, known, pc);
  if (block.ending.kind === 'loop' || block.ending.kind === 'test') step(operands, known, block.ending.pc);
  return known;
}

export function analyseNumbers(proto: Proto, flow: Flow, captured: ReadonlySet<number>): NumberFlow {
  const operands = { proto, captured };
  const atStart: Set<number>[] = [new Set()];
  const atEnd: (Set<number> | undefined)[] = [];
  for (let changed = true; changed; ) {
    changed = false;
    for (const block of flow.blocks) {
      let start: Set<number> | undefined = block.index === 0 ? new Set() : undefined;
      // A predecessor not yet visited is the end of a loop's body, and taken to know everything.
      for (const from of block.predecessors) {
        const known = atEnd[from];
        if (known !== undefined) start = intersection(start, known);
      }
      atStart[block.index] = start ?? new Set();
      const end = leave(operands, block, atStart[block.index] as Set<number>);
      const before = atEnd[block.index];
      if (before === undefined || before.size !== end.size) changed = true;
      atEnd[block.index] = end;
    }
  }
  return { atStart, step: (known, pc) => step(operands, known, pc) };
}
