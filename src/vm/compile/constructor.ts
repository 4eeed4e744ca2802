/**
 * Table constructors whose fields have constant names, such as `{x = 1, y = f()}`: where each field will lie is
 * known when the code is written, so the table begins with all its keys in their nodes, and a field is a store.
 */

import { argA, argB, argC, CONSTANT_BIT, OP, opOf } from '../front/proto.ts';
import { layoutOf } from '../table/constructor-layout.ts';
import { literal, stringLiteral } from './literal.ts';
import type { Field, Writer } from './writer.ts';

/** More fields than this are packed into a rounded number: nobody knows how many there will be. */
const MAX_FIELDS = 15;

/** luaO_fb2int: a table's size packed as a "floating byte". */
function unpackSize(packed: number): number {
  const exponent = packed >> 3;
  return exponent === 0 ? packed : ((packed & 7) + 8) * 2 ** (exponent - 1);
}

/** The instructions that store the constructor's `count` fields, if each has a constant name of its own. */
function storesOf(writer: Writer, table: number, count: number): Map<number, string> | undefined {
  const stores = new Map<number, string>();
  const names = new Set<string>();
  const { code } = writer.proto;
  for (let pc = writer.pc + 1; pc < code.length && stores.size < count; pc++) {
    const word = code[pc] as number;
    if (opOf(word) !== OP.SETTABLE || argA(word) !== table) continue;
    const name = writer.stringOf(argB(word));
    if (name === undefined || names.has(name)) return undefined;
    names.add(name);
    stores.set(pc, name);
  }
  return stores.size === count ? stores : undefined;
}

/** NEWTABLE. */
export function writeNewTable(writer: Writer, word: number): void {
  const count = unpackSize(argC(word));
  const arraySize = unpackSize(argB(word));
  const stores = count > 0 && count <= MAX_FIELDS ? storesOf(writer, argA(word), count) : undefined;
  if (stores === undefined) {
    writer.write(argA(word), `new T(${arraySize},${count})`);
    return;
  }
  const names = [...stores.values()];
  const { nodes, lastFree, places, isApart } = layoutOf(names);
  [...stores.keys()].forEach((pc, index) => {
    writer.fields.set(pc, { names, index, place: places[index] as number, isApart });
  });
  const texts = nodes.map((slot) => (typeof slot === 'string' ? stringLiteral(slot) : String(slot)));
  writer.write(argA(word), `new T(${arraySize},0).withNodes([${texts}],${lastFree})`);
}

/** A SETTABLE that stores such a field. */
export function writeField(writer: Writer, word: number, { names, index, place, isApart }: Field): void {
  const table = writer.local(argA(word), 'x');
  const operand = argC(word);
  const isConstant = (operand & CONSTANT_BIT) !== 0;
  const value = isConstant ? literal(writer.constant(operand & ~CONSTANT_BIT)) : writer.read(operand);
  if (isApart) {
    writer.emit(`${table}.nodes[${place}]=${value};`);
    return;
  }
  const name = stringLiteral(names[index] as string);
  const slow = `setLaidOut(${table},[${names.map(stringLiteral)}],${index},${place},${value})`;
  writer.emit(
    `if((n=${table}.nodes)[${place - 1}]===${name}&&${value}!==undefined)n[${place}]=${value};else ${slow};`,
  );
}
