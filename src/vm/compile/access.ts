/**
 * Table access as JS: the main position of a constant key, the place where its site has found it last, and the array
 * part are read in place; everything else is a call into the runtime. Globals are one table: their place is enough.
 */
import { argA, argB, argC, CONSTANT_BIT, ENVIRONMENT } from '../front/proto.ts';
import { hashString } from '../table/hash.ts';
import { writeField } from './constructor.ts';
import { stringLiteral } from './literal.ts';
import { Writer } from './writer.ts';

/** `table[key]` for a constant string key; `table` is a plain variable. */
function readField(writer: Writer, table: string, key: string): string {
  const site = writer.site();
  const slow = writer.helper(`getField(${table},${stringLiteral(key)},${hashString(key)},${site})`);
  return `${table} instanceof T&&${isAtPlace(table, key, site)}&&(v=n[i+1])!==undefined?v:${slow}`;
}

/** Finds the key at its main position or where the site has found it last, and leaves nodes and place in `n` and `i`. */
function isAtPlace(table: string, key: string, site: string): string {
  const name = stringLiteral(key);
  return `((n=${table}.nodes)[i=${Writer.position(table, key)}]===${name}||n[i=${site}.place]===${name})`;
}

/** A constant operand that may be a place of an array part. */
function constantPlace(writer: Writer, operand: number): number | undefined {
  const constant = (operand & CONSTANT_BIT) === 0 ? undefined : writer.constant(operand & ~CONSTANT_BIT);
  return typeof constant === 'number' && constant > 0 && (constant | 0) === constant ? constant : undefined;
}

/** `table[key]` for a key that is no constant string, as JS. */
interface Element {
  readonly key: string;
  /** Whether it has a place in the array part, which this leaves in `n`. */
  readonly isInArray: string;
  /** That place. */
  readonly place: string;
}

function elementOf(writer: Writer, table: string, operand: number): Element {
  const index = constantPlace(writer, operand);
  if (index !== undefined) {
    const isInArray = `${table} instanceof T&&${index}<(n=${table}.array).length`;
    return { key: `${index}`, isInArray, place: `n[${index}]` };
  }
  const key = (operand & CONSTANT_BIT) !== 0 ? writer.operand(operand) : writer.local(operand, 'y');
  const isNumber = writer.isNumber(operand) ? '' : `typeof ${key}==='number'&&`;
  const isInArray = `${table} instanceof T&&${isNumber}(i=${key}|0)===${key}&&i>0&&i<(n=${table}.array).length`;
  return { key, isInArray, place: 'n[i]' };
}

function readElement(writer: Writer, table: string, operand: number): string {
  const { key, isInArray, place } = elementOf(writer, table, operand);
  const slow = writer.helper(`getIndex(${table},${key},${writer.site()})`);
  return `${isInArray}&&(v=${place})!==undefined?v:${slow}`;
}

/** GETTABLE. */
export function writeGetTable(writer: Writer, word: number): void {
  const table = writer.local(argB(word), 'x');
  const key = writer.stringOf(argC(word));
  writer.write(
    argA(word),
    key === undefined ? readElement(writer, table, argC(word)) : readField(writer, table, key),
  );
}

/** GETTABUP: a global, or a field of a table in an upvalue. */
export function writeGetUpvalueTable(writer: Writer, word: number): void {
  const upvalue = writer.proto.upvalues[argB(word)];
  const key = writer.stringOf(argC(word));
  if (upvalue?.name === ENVIRONMENT && key !== undefined) {
    const site = writer.site();
    const slow = writer.helper(`getField(G,${stringLiteral(key)},${hashString(key)},${site})`);
    const fast = `(n=G.nodes)[i=${site}.place]===${stringLiteral(key)}&&(v=n[i+1])!==undefined`;
    writer.write(argA(word), `${fast}?v:${slow}`);
    return;
  }
  writer.emit(`x=${upvalueTable(writer, argB(word))};`);
  writer.write(
    argA(word),
    key === undefined ? readElement(writer, 'x', argC(word)) : readField(writer, 'x', key),
  );
}

function upvalueTable(writer: Writer, index: number): string {
  return writer.proto.upvalues[index]?.name === ENVIRONMENT ? 'G' : `u${index}.v`;
}

function storeField(writer: Writer, table: string, key: string, value: string): void {
  const site = writer.site();
  const fast = `${table} instanceof T&&${isAtPlace(table, key, site)}&&n[i+1]!==undefined&&!${table}.readonly`;
  const slow = writer.helper(`setField(${table},${stringLiteral(key)},${hashString(key)},${value},${site})`);
  writer.emit(`if(${fast})n[i+1]=${value};else ${slow};`);
}

function storeElement(writer: Writer, table: string, operand: number, value: string): void {
  const { key, isInArray, place } = elementOf(writer, table, operand);
  const isFree = `(${table}.metatable===undefined||${place}!==undefined)&&!${table}.readonly`;
  const slow = writer.helper(`setIndex(${table},${key},${value},${writer.site()})`);
  writer.emit(`if(${isInArray}&&${isFree})${place}=${value};else ${slow};`);
}

function store(writer: Writer, table: string, word: number): void {
  const key = writer.stringOf(argB(word));
  const value = writer.operand(argC(word));
  if (key === undefined) storeElement(writer, table, argB(word), value);
  else storeField(writer, table, key, value);
}

/** SETTABLE. */
export function writeSetTable(writer: Writer, word: number): void {
  const field = writer.fields.get(writer.pc);
  if (field !== undefined) writeField(writer, word, field);
  else store(writer, writer.local(argA(word), 'x'), word);
}

/** SETTABUP. */
export function writeSetUpvalueTable(writer: Writer, word: number): void {
  writer.emit(`x=${upvalueTable(writer, argA(word))};`);
  store(writer, 'x', word);
}

/** SELF: the method, and the object as its first argument. */
export function writeSelf(writer: Writer, word: number): void {
  const key = writer.stringOf(argC(word));
  writer.emit(`x=${writer.read(argB(word))};`);
  writer.write(argA(word) + 1, 'x');
  writer.write(
    argA(word),
    key === undefined ? readElement(writer, 'x', argC(word)) : readField(writer, 'x', key),
  );
}
