/**
 * What messages call things: "local 'x'", "global 'f'", "field 'y'" (ldebug.c of Lua 5.1, over our Protos).
 * A register's name is found by following, without running it, the code that last wrote it.
 */
import { argA, argB, argC, argSBx, CONSTANT_BIT, ENVIRONMENT, OP, opOf, type Proto } from '../front/proto.ts';

export interface ValueName {
  readonly kind: 'local' | 'global' | 'field' | 'upvalue' | 'method';
  readonly name: string;
}

/** The n-th local (from 1) alive at `pc`. */
function localName(proto: Proto, n: number, pc: number): string | undefined {
  let left = n;
  for (const { name, start, end } of proto.locals) {
    if (start > pc) break;
    if (pc < end && --left === 0) return name;
  }
  return undefined;
}

/** Whether the instruction writes the register; TEST counts, for 5.1's table of opcodes says that it does. */
function writes(word: number, register: number): boolean {
  const a = argA(word);
  switch (opOf(word)) {
    case OP.LOADNIL:
      return register >= a && register <= a + argB(word);
    case OP.TFORCALL:
      return register >= a + 3;
    case OP.CALL:
    case OP.TAILCALL:
      return register >= a;
    case OP.SELF:
      return register === a || register === a + 1;
    case OP.FORPREP:
      return register >= a && register < a + 3;
    case OP.FORLOOP:
      return register >= a && register <= a + 3;
    case OP.VARARG:
      return argB(word) === 0 ? register >= a : register >= a && register < a + argB(word) - 1;
    case OP.SETTABUP:
    case OP.SETUPVAL:
    case OP.SETTABLE:
    case OP.JMP:
    case OP.EQ:
    case OP.LT:
    case OP.LE:
    case OP.RETURN:
    case OP.TFORLOOP:
    case OP.SETLIST:
    case OP.EXTRAARG:
      return false;
    default:
      return register === a;
  }
}

/** symbexec: the last instruction before `end` that wrote the register, forward jumps being taken. */
function lastWrite(proto: Proto, end: number, register: number): number {
  let last = -1;
  for (let pc = 0; pc < end; pc++) {
    const word = proto.code[pc] as number;
    if (opOf(word) === OP.JMP) {
      const target = pc + 1 + argSBx(word);
      if (pc < target && target <= end) pc = target - 1;
    } else if (writes(word, register)) last = pc;
  }
  return last;
}

function constantName(proto: Proto, operand: number): string {
  const constant = (operand & CONSTANT_BIT) === 0 ? undefined : proto.constants[operand & ~CONSTANT_BIT];
  return typeof constant === 'string' ? constant : '?';
}

/** The name of what a register holds just before `pc`. */
export function registerName(proto: Proto, pc: number, register: number): ValueName | undefined {
  const local = localName(proto, register + 1, pc);
  if (local !== undefined) return { kind: 'local', name: local };
  const at = lastWrite(proto, pc, register);
  if (at < 0) return undefined;
  const word = proto.code[at] as number;
  switch (opOf(word)) {
    case OP.MOVE:
      return argB(word) < argA(word) ? registerName(proto, at, argB(word)) : undefined;
    case OP.GETTABUP: {
      const kind = proto.upvalues[argB(word)]?.name === ENVIRONMENT ? 'global' : 'field';
      return { kind, name: constantName(proto, argC(word)) };
    }
    case OP.GETTABLE:
      return { kind: 'field', name: constantName(proto, argC(word)) };
    case OP.GETUPVAL:
      return { kind: 'upvalue', name: proto.upvalues[argB(word)]?.name ?? '?' };
    case OP.SELF:
      return register === argA(word) ? { kind: 'method', name: constantName(proto, argC(word)) } : undefined;
    default:
      return undefined;
  }
}

/** How the code at `pc` names the function that it calls; undefined if it is no call, or has no name for it. */
export function calleeName(proto: Proto, pc: number): ValueName | undefined {
  const word = proto.code[pc] as number;
  const op = opOf(word);
  if (op !== OP.CALL && op !== OP.TAILCALL && op !== OP.TFORCALL) return undefined;
  return registerName(proto, pc, argA(word));
}

/** The register whose value an instruction indexes, undefined for an upvalue's or a global's. */
export function indexedName(proto: Proto, pc: number): ValueName | undefined {
  const word = proto.code[pc] as number;
  switch (opOf(word)) {
    case OP.GETTABLE:
    case OP.SELF:
      return registerName(proto, pc, argB(word));
    case OP.SETTABLE:
      return registerName(proto, pc, argA(word));
    case OP.GETTABUP:
      return upvalueName(proto, argB(word));
    case OP.SETTABUP:
      return upvalueName(proto, argA(word));
    default:
      return undefined;
  }
}

function upvalueName(proto: Proto, index: number): ValueName {
  return { kind: 'upvalue', name: proto.upvalues[index]?.name ?? '?' };
}

/** The name of the left or right operand of an arithmetic instruction; constants have none. */
export function operandName(proto: Proto, pc: number, side: 'left' | 'right'): ValueName | undefined {
  const word = proto.code[pc] as number;
  const operand = side === 'left' ? argB(word) : argC(word);
  return (operand & CONSTANT_BIT) === 0 ? registerName(proto, pc, operand) : undefined;
}
