/**
 * Writer: the text of one function while it is written, instruction by instruction, and the names that JS
 * source uses for registers, upvalues, constants and call sites.
 * Registers are JS variables `r0`…; captured ones hold a Box. `u0`… are upvalue boxes, `s0`… call sites.
 */
import { argBx, CONSTANT_BIT, type Constant, ENVIRONMENT, OP, opOf, type Proto } from '../front/proto.ts';
import { hashString } from '../table/hash.ts';
import { literal } from './literal.ts';

/** Plain code runs to its end; a twin is a generator that can be suspended in any call. */
export type Mode = 'plain' | 'twin';

/** What all functions of one compilation share. */
export interface Shared {
  readonly mode: Mode;
  /** The name of the call site for an instruction. */
  site(proto: Proto, pc: number): string;
  /** Whether the site has been named before. */
  isKnown(proto: Proto, pc: number): boolean;
  /** The name of the factory that makes closures of a child. */
  factory(child: Proto): string;
}

/** A field of a constructor whose table is laid out at once (constructor.ts), at the instruction that stores it. */
export interface Field {
  /** All the names, in the order of the constructor. */
  readonly names: readonly string[];
  readonly index: number;
  /** Where its value lies among the nodes. */
  readonly place: number;
  /** No two of the names want one node: a nil then changes nothing. */
  readonly isApart: boolean;
}

/** Registers that some closure captures. */
export function findCaptured(proto: Proto): ReadonlySet<number> {
  const captured = new Set<number>();
  for (const word of proto.code) {
    if (opOf(word) !== OP.CLOSURE) continue;
    for (const { name, inStack, index } of (proto.children[argBx(word)] as Proto).upvalues) {
      if (inStack && name !== ENVIRONMENT) captured.add(index);
    }
  }
  return captured;
}

/** Instructions in a row that count as one unit of fuel. */
const FUEL_INSTRUCTIONS = 32;

/** The expression that takes the fuel for so many instructions, and is what is left. */
export function fuelLeft(instructions: number): string {
  const units = Math.max(1, Math.ceil(instructions / FUEL_INSTRUCTIONS));
  return units === 1 ? '--S.fuel' : `(S.fuel-=${units})`;
}

export class Writer {
  readonly proto: Proto;
  readonly shared: Shared;
  readonly captured: ReadonlySet<number>;
  /** Where we are; the instruction writers read it for their call site. */
  pc = 0;
  /** Stores into tables that were laid out when they were made, by their instruction. */
  readonly fields = new Map<number, Field>();
  /** Registers that hold numbers here. */
  known: Set<number> = new Set();
  readonly #parts: string[] = [];

  constructor(proto: Proto, shared: Shared) {
    this.proto = proto;
    this.shared = shared;
    this.captured = findCaptured(proto);
  }

  emit(text: string): void {
    this.#parts.push(text);
  }

  text(): string {
    return this.#parts.join('');
  }

  read(register: number): string {
    return this.captured.has(register) ? `r${register}.v` : `r${register}`;
  }

  /** A statement that stores into a register. */
  write(register: number, value: string): void {
    this.emit(`${this.read(register)}=${value};`);
  }

  /** The variable of a register's value; a captured one is first copied into `name`. */
  local(register: number, name: string): string {
    if (!this.captured.has(register)) return `r${register}`;
    this.emit(`${name}=r${register}.v;`);
    return name;
  }

  constant(index: number): Constant {
    return this.proto.constants[index];
  }

  /** A register or constant operand as JS. */
  operand(operand: number): string {
    return (operand & CONSTANT_BIT) === 0
      ? this.read(operand)
      : literal(this.constant(operand & ~CONSTANT_BIT));
  }

  /** The operand's constant string, if it is one. */
  stringOf(operand: number): string | undefined {
    if ((operand & CONSTANT_BIT) === 0) return undefined;
    const constant = this.constant(operand & ~CONSTANT_BIT);
    return typeof constant === 'string' ? constant : undefined;
  }

  isNumber(operand: number): boolean {
    if ((operand & CONSTANT_BIT) === 0) return this.known.has(operand);
    return typeof this.constant(operand & ~CONSTANT_BIT) === 'number';
  }

  /** A helper that may call a metamethod: in a twin its result may be another twin, to be run. */
  helper(call: string): string {
    return this.shared.mode === 'plain' ? call : `((z=${call})instanceof Gen?yield*z:z)`;
  }

  /** A look at the fuel, after so many instructions: in a twin, here the event loop may have its turn. */
  spendFuel(instructions: number): void {
    const site = this.site();
    const left = fuelLeft(instructions);
    if (this.shared.mode === 'plain') this.emit(`if(${left}<0)S.spend(${site});`);
    else this.emit(`if(${left}<0&&S.pause(${site})){yield;S.wake(${site});}`);
  }

  /** Each site begins a line of its own, so that the line of a JS frame tells the site. Literals hold no line ends. */
  site(): string {
    if (!this.shared.isKnown(this.proto, this.pc)) this.emit('\n');
    return this.shared.site(this.proto, this.pc);
  }

  /** Where a string's chain of nodes begins in `table`. */
  static position(table: string, key: string): string {
    return `(${hashString(key) & 0x3fffffff}&${table}.mask)<<2`;
  }
}
