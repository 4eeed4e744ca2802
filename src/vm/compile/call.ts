/**
 * Calls, returns, varargs and iteration as JS, in plain code and in twins.
 * The call site is stored before each call, for builtins that raise. A result is a bare value or an Array; an
 * open result (as many as there are) waits in `m` for the instruction that follows.
 */
import { argA, argB, argC, OP, opOf } from '../front/proto.ts';
import { MAX_DEPTH } from '../runtime/state.ts';
import type { Writer } from './writer.ts';

/** The arguments of an instruction whose last operands may be open, as JS argument text. */
interface Arguments {
  /** For calls: with the open results spread, if there are any. */
  readonly all: string;
  /** Text where `m` is one bare value. */
  readonly bare: string | undefined;
}

function openStart(writer: Writer): number {
  return argA(writer.proto.code[writer.pc - 1] as number);
}

function isOpenVararg(writer: Writer): boolean {
  return opOf(writer.proto.code[writer.pc - 1] as number) === OP.VARARG;
}

function registersAsText(writer: Writer, from: number, to: number): string[] {
  const texts: string[] = [];
  for (let register = from; register < to; register++) texts.push(writer.read(register));
  return texts;
}

function argumentsOf(writer: Writer, start: number, packedCount: number): Arguments {
  if (packedCount > 0)
    return { all: registersAsText(writer, start, start + packedCount - 1).join(','), bare: undefined };
  const fixed = registersAsText(writer, start, openStart(writer));
  if (isOpenVararg(writer)) return { all: [...fixed, '...va'].join(','), bare: undefined };
  return { all: [...fixed, '...m'].join(','), bare: [...fixed, 'm'].join(',') };
}

/** `x = f(…)`, or in a twin the start and the drive of the callee's twin. */
function writeInvocation(writer: Writer, word: number, into: string): void {
  const callee = writer.local(argA(word), 'x');
  const site = writer.site();
  const args = argumentsOf(writer, argA(word) + 1, argB(word));
  writer.emit(`S.at=${site};`);
  if (writer.shared.mode === 'twin') {
    writer.emit(`${into}=start(${callee},[${spreadable(args)}],${site});${drive(into)}`);
    return;
  }
  const direct =
    args.bare === undefined
      ? `${callee}(${args.all})`
      : `(Array.isArray(m)?${callee}(${args.all}):${callee}(${args.bare}))`;
  writer.emit(
    `${into}=typeof ${callee}==='function'?${direct}:callValue(${callee},[${spreadable(args)}],${site});`,
  );
}

/** Argument text for an array literal. */
function spreadable(args: Arguments): string {
  return args.bare === undefined ? args.all : args.all.replace(/\.\.\.m$/, '...(Array.isArray(m)?m:[m])');
}

/** Runs a twin that a call gave until it has a result, handing its yields on. */
function drive(name: string): string {
  const loop = `for(let g=${name},k=g.next();;k=g.next(yield k.value))if(k.done){${name}=k.value;break}`;
  const guarded = `if(++S.nesting>MAX_NESTING)${name}=yield new Handover(${name});else{${loop}}S.nesting--;`;
  return `for(;;)if(${name} instanceof Gen){${guarded}}else if(${name} instanceof TailCall)${name}=restart(${name});else break;`;
}

/** An error that comes as a result goes on to our caller as one. */
const PASS_ON = (name: string): string => `if(${name}.error!==undefined)return ${name};`;

/** CALL. */
export function writeCall(writer: Writer, word: number): void {
  const wanted = argC(word) - 1;
  if (wanted === 1 && isSelection(writer, word)) writeSelection(writer, word);
  else writeCallFor(writer, word, wanted);
}

/** Shaped like `(select(i, ...))`: two arguments, of which the second is `...`. */
function isSelection(writer: Writer, word: number): boolean {
  return argB(word) === 0 && isOpenVararg(writer) && openStart(writer) === argA(word) + 2;
}

/** Where the callee is `select`, one of the extra arguments or their number is read in place: no list is made. */
function writeSelection(writer: Writer, word: number): void {
  const a = argA(word);
  const which = writer.local(a + 1, 'y');
  writer.emit(`if(${writer.read(a)}===SELECT&&((i=${which}|0)===${which}?i>0:${which}==='#')){`);
  writer.write(a, `${which}==='#'?va.length:va[i-1]`);
  writer.emit('}else{');
  writeCallFor(writer, word, 1);
  writer.emit('}');
}

function writeCallFor(writer: Writer, word: number, wanted: number): void {
  const a = argA(word);
  const isOpen = wanted < 0;
  writeInvocation(writer, word, isOpen ? 'm' : 'x');
  if (isOpen) {
    if (writer.shared.mode === 'plain') writer.emit(`if(Array.isArray(m)){${PASS_ON('m')}m=finish(m);}`);
    return;
  }
  if (wanted === 0) {
    if (writer.shared.mode === 'plain') writer.emit(`if(Array.isArray(x)){${PASS_ON('x')}finish(x);}`);
  } else if (wanted === 1) {
    if (writer.shared.mode === 'plain') writer.emit(`if(Array.isArray(x)){${PASS_ON('x')}x=firstOf(x);}`);
    writer.write(a, writer.shared.mode === 'plain' ? 'x' : 'Array.isArray(x)?x[0]:x');
  } else writeSeveral(writer, a, wanted);
}

function writeSeveral(writer: Writer, start: number, wanted: number): void {
  writer.emit('if(Array.isArray(x)){');
  if (writer.shared.mode === 'plain') writer.emit(`${PASS_ON('x')}x=finish(x);}if(Array.isArray(x)){`);
  for (let i = 0; i < wanted; i++) writer.write(start + i, `x[${i}]`);
  writer.emit('}else{');
  for (let i = 0; i < wanted; i++) writer.write(start + i, i === 0 ? 'x' : 'undefined');
  writer.emit('}');
}

/**
 * TAILCALL: now and then, in a twin always, it unwinds to the caller, so that tail calls never exhaust the stack.
 * As in C, a builtin does not take its caller's place.
 */
export function writeTailCall(writer: Writer, word: number): void {
  const site = writer.site();
  const callee = writer.local(argA(word), 'x');
  const args = spreadable(argumentsOf(writer, argA(word) + 1, argB(word)));
  const isDue = writer.shared.mode === 'plain' ? '--S.tail<0&&' : '';
  writer.emit(`if(${isDue}${callee}?.isBuiltin!==true)return postpone(${callee},[${args}],${site});`);
  writeInvocation(writer, word, 'x');
  writer.emit('return x;');
}

/** RETURN. */
export function writeReturn(writer: Writer, word: number): void {
  writer.emit(`return ${returnedText(writer, argA(word), argB(word))};`);
}

function returnedText(writer: Writer, a: number, packedCount: number): string {
  if (packedCount === 1) return 'NONE';
  if (packedCount === 2) return writer.read(a);
  if (packedCount > 2) return `[${registersAsText(writer, a, a + packedCount - 1)}]`;
  const open = isOpenVararg(writer) ? 'va' : 'm';
  const fixed = registersAsText(writer, a, openStart(writer));
  if (fixed.length === 0) return open;
  const spread = open === 'va' ? '...va' : '...(Array.isArray(m)?m:[m])';
  return `[${fixed},${spread}]`;
}

/** VARARG: so many of the extra arguments, or all of them for the instruction that follows. */
export function writeVararg(writer: Writer, word: number): void {
  const count = argB(word) - 1;
  for (let i = 0; i < count; i++) writer.write(argA(word) + i, `va[${i}]`);
}

/** SETLIST: array items of a constructor, fifty at a time. */
export function writeSetList(writer: Writer, word: number, batch: number): void {
  const a = argA(word);
  const first = (batch - 1) * 50 + 1;
  const args = argumentsOf(writer, a + 1, argB(word) === 0 ? 0 : argB(word) + 1);
  const values = args.all === '...va' ? 'va' : `[${spreadable(args)}]`;
  writer.emit(`setList(${writer.read(a)},${first},${values});`);
}

/**
 * TFORCALL: the iterators of pairs and ipairs are recognised by identity and stepped in place. `c` is the
 * cursor of the last key, checked against the key, for the table may have changed. Where C would have no room left
 * to call the iterator, it is called, and fails.
 */
export function writeIteratorCall(writer: Writer, word: number): void {
  const a = argA(word);
  const count = argC(word);
  const [iterator, state, control] = [writer.read(a), writer.read(a + 1), writer.read(a + 2)];
  const [key, value] = [writer.read(a + 3), writer.read(a + 4)];
  const site = writer.site();
  const pad = (from: number): string => {
    let text = '';
    for (let i = from; i < count; i++) text += `${writer.read(a + 3 + i)}=undefined;`;
    return text;
  };
  const cursor = `c${a}`;
  const mayCall = `S.depth<${MAX_DEPTH - 1}`;
  writer.emit(
    `if(${iterator}===NEXT&&${state} instanceof T&&${mayCall}){${cursor}=advance(${state},${control},${cursor},${site});`,
  );
  writer.emit(`if(${cursor}<0){${pad(0)}}else{${key}=${state}.keyAt(${cursor});`);
  if (count > 1) writer.emit(`${value}=${state}.valueAt(${cursor});`);
  writer.emit(
    `${pad(2)}}}else if(${iterator}===INEXT&&${state} instanceof T&&typeof ${control}==='number'&&${mayCall}){`,
  );
  writer.emit(`i=${control}+1;v=i<(n=${state}.array).length&&i>0?n[i]:${state}.getNumber(i);`);
  writer.emit(`if(v===undefined){${pad(0)}}else{${key}=i;${count > 1 ? `${value}=v;` : ''}${pad(2)}}}else{`);
  writer.emit(`S.at=${site};x=callIterator(${iterator},${state},${control},${site});`);
  if (writer.shared.mode === 'twin') writer.emit(drive('x'));
  if (count === 1) writer.emit(`${key}=Array.isArray(x)?x[0]:x;`);
  else writeResults(writer, a + 3, count);
  writer.emit('}');
}

function writeResults(writer: Writer, start: number, count: number): void {
  writer.emit('if(Array.isArray(x)){');
  for (let i = 0; i < count; i++) writer.write(start + i, `x[${i}]`);
  writer.emit('}else{');
  for (let i = 0; i < count; i++) writer.write(start + i, i === 0 ? 'x' : 'undefined');
  writer.emit('}');
}
