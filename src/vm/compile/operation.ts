/**
 * Arithmetic, comparison and concatenation as JS: numbers and strings in place, behind typeof where their type
 * is not known, and the runtime for strings that read as numbers and for metamethods.
 */
import { argA, argB, argC, CONSTANT_BIT, OP, opOf } from '../front/proto.ts';
import type { Writer } from './writer.ts';

const OPERATORS = new Map<
  number,
  { readonly helper: string; readonly text: (a: string, b: string) => string }
>([
  [OP.ADD, { helper: 'add', text: (a, b) => `${a}+${b}` }],
  [OP.SUB, { helper: 'sub', text: (a, b) => `${a}-${b}` }],
  [OP.MUL, { helper: 'mul', text: (a, b) => `${a}*${b}` }],
  [OP.DIV, { helper: 'div', text: (a, b) => `${a}/${b}` }],
  [OP.MOD, { helper: 'mod', text: (a, b) => `${a}-Math.floor(${a}/${b})*${b}` }],
  [OP.POW, { helper: 'pow', text: (a, b) => `power(${a},${b})` }],
]);

/** `typeof` guards for those operands that are not known to be numbers; '' if all are. */
function numberGuard(writer: Writer, operands: readonly number[], texts: readonly string[]): string {
  return operands
    .map((operand, i) => (writer.isNumber(operand) ? '' : `typeof ${texts[i]}==='number'`))
    .filter((guard, i, all) => guard !== '' && all.indexOf(guard) === i)
    .join('&&');
}

/** An operand as a variable or literal that may be read more than once. */
function simple(writer: Writer, operand: number, name: string): string {
  return (operand & CONSTANT_BIT) !== 0 ? writer.operand(operand) : writer.local(operand, name);
}

/** ADD to DIV. */
export function writeArithmetic(writer: Writer, word: number): void {
  const [left, right] = [argB(word), argC(word)];
  const a = simple(writer, left, 'x');
  const b = simple(writer, right, 'y');
  const operator = OPERATORS.get(opOf(word));
  if (operator === undefined) throw new Error(`no such operator: ${opOf(word)}`);
  const guard = numberGuard(writer, [left, right], [a, b]);
  const fast = operator.text(a, b);
  writer.write(
    argA(word),
    guard === ''
      ? fast
      : `${guard}?${fast}:${writer.helper(`${operator.helper}(${a},${b},${writer.site()})`)}`,
  );
}

export function writeUnaryMinus(writer: Writer, word: number): void {
  const a = simple(writer, argB(word), 'x');
  const guard = numberGuard(writer, [argB(word)], [a]);
  writer.write(
    argA(word),
    guard === '' ? `-${a}` : `${guard}?-${a}:${writer.helper(`negate(${a},${writer.site()})`)}`,
  );
}

export function writeNot(writer: Writer, word: number): void {
  const a = simple(writer, argB(word), 'x');
  writer.write(argA(word), `${a}===undefined||${a}===false`);
}

export function writeLength(writer: Writer, word: number): void {
  const a = simple(writer, argB(word), 'x');
  const slow = writer.helper(`len(${a},${writer.site()})`);
  writer.write(argA(word), `${a} instanceof T?${a}.length():typeof ${a}==='string'?${a}.length:${slow}`);
}

/** CONCAT of a run of registers, from the right. */
export function writeConcat(writer: Writer, word: number): void {
  const registers: number[] = [];
  for (let register = argB(word); register <= argC(word); register++) registers.push(register);
  const texts = registers.map((register) => writer.read(register));
  const guard = texts.map((text) => `typeof ${text}==='string'`).join('&&');
  const slow = writer.helper(
    texts.length === 2 ? `concat(${texts},${writer.site()})` : `concatAll([${texts}],${writer.site()})`,
  );
  writer.write(argA(word), texts.length > 3 ? slow : `${guard}?${texts.join('+')}:${slow}`);
}

/** The condition of EQ, LT, LE, TEST or TESTSET, true where the jump that follows is taken. */
export function condition(writer: Writer, word: number): string {
  const op = opOf(word);
  if (op === OP.TEST) return truth(simple(writer, argA(word), 'x'), argC(word) !== 0);
  if (op === OP.TESTSET) return truth(simple(writer, argB(word), 'x'), argC(word) !== 0);
  const test = op === OP.EQ ? equality(writer, word) : ordering(writer, word);
  return argA(word) !== 0 ? test : `!(${test})`;
}

function truth(value: string, wanted: boolean): string {
  return wanted ? `${value}!==undefined&&${value}!==false` : `${value}===undefined||${value}===false`;
}

function equality(writer: Writer, word: number): string {
  const [left, right] = [argB(word), argC(word)];
  const a = simple(writer, left, 'x');
  const b = simple(writer, right, 'y');
  const isSimple = (left & CONSTANT_BIT) !== 0 || (right & CONSTANT_BIT) !== 0;
  if (isSimple || writer.isNumber(left) || writer.isNumber(right)) return `${a}===${b}`;
  return `${a}===${b}||${a} instanceof T&&${writer.helper(`equalTables(${a},${b},${writer.site()})`)}`;
}

function ordering(writer: Writer, word: number): string {
  const [left, right] = [argB(word), argC(word)];
  const a = simple(writer, left, 'x');
  const b = simple(writer, right, 'y');
  const isLess = opOf(word) === OP.LT;
  const fast = `${a}${isLess ? '<' : '<='}${b}`;
  const guard = numberGuard(writer, [left, right], [a, b]);
  if (guard === '') return fast;
  const slow = writer.helper(`${isLess ? 'less' : 'lessEqual'}(${a},${b},${writer.site()})`);
  return `(${guard}?${fast}:${slow})`;
}
