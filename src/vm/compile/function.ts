/**
 * One Proto as the text of a JS factory: `(u0,u1)=>function(r0,r1,...va){…}`, or `function*` for a twin.
 */
import { argA, argAx, argB, argBx, argC, argSBx, ENVIRONMENT, OP, opOf, type Proto } from '../front/proto.ts';
import {
  writeGetTable,
  writeGetUpvalueTable,
  writeSelf,
  writeSetTable,
  writeSetUpvalueTable,
} from './access.ts';
import {
  writeCall,
  writeIteratorCall,
  writeReturn,
  writeSetList,
  writeTailCall,
  writeVararg,
} from './call.ts';
import { writeNewTable } from './constructor.ts';
import { MAX_STRUCTURED_BLOCKS, writeDispatch } from './dispatch.ts';
import { analyseFlow, type Ending, findBlocks } from './flow.ts';
import { literal } from './literal.ts';
import { analyseNumbers, type NumberFlow } from './number-flow.ts';
import {
  condition,
  writeArithmetic,
  writeConcat,
  writeLength,
  writeNot,
  writeUnaryMinus,
} from './operation.ts';
import { type StructureHooks, writeStructure } from './structure.ts';
import { fuelLeft, type Shared, Writer } from './writer.ts';

type InstructionWriter = (writer: Writer, word: number) => void;

const INSTRUCTIONS = new Map<number, InstructionWriter>([
  [OP.MOVE, (writer, word) => writer.write(argA(word), writer.read(argB(word)))],
  [OP.LOADK, (writer, word) => writer.write(argA(word), literal(writer.constant(argBx(word))))],
  [OP.LOADKX, writeLongConstant],
  [OP.LOADBOOL, (writer, word) => writer.write(argA(word), argB(word) !== 0 ? 'true' : 'false')],
  [OP.LOADNIL, writeNil],
  [OP.GETUPVAL, (writer, word) => writer.write(argA(word), `u${argB(word)}.v`)],
  [OP.SETUPVAL, (writer, word) => writer.emit(`u${argB(word)}.v=${writer.read(argA(word))};`)],
  [OP.GETTABUP, writeGetUpvalueTable],
  [OP.GETTABLE, writeGetTable],
  [OP.SETTABUP, writeSetUpvalueTable],
  [OP.SETTABLE, writeSetTable],
  [OP.NEWTABLE, writeNewTable],
  [OP.SELF, writeSelf],
  [OP.ADD, writeArithmetic],
  [OP.SUB, writeArithmetic],
  [OP.MUL, writeArithmetic],
  [OP.MOD, writeArithmetic],
  [OP.POW, writeArithmetic],
  [OP.DIV, writeArithmetic],
  [OP.UNM, writeUnaryMinus],
  [OP.NOT, writeNot],
  [OP.LEN, writeLength],
  [OP.CONCAT, writeConcat],
  [OP.CALL, writeCall],
  [OP.TAILCALL, writeTailCall],
  [OP.RETURN, writeReturn],
  [OP.FORPREP, writeForPreparation],
  [OP.TFORCALL, writeIteratorCall],
  [OP.SETLIST, writeItems],
  [OP.CLOSURE, writeClosure],
  [OP.VARARG, writeVararg],
  [OP.EXTRAARG, () => undefined],
]);

function writeLongConstant(writer: Writer, word: number): void {
  const index = argAx(writer.proto.code[writer.pc + 1] as number);
  writer.write(argA(word), literal(writer.constant(index)));
}

function writeNil(writer: Writer, word: number): void {
  for (let i = argA(word); i <= argA(word) + argB(word); i++) writer.write(i, 'undefined');
}

function writeItems(writer: Writer, word: number): void {
  const batch = argC(word) === 0 ? argAx(writer.proto.code[writer.pc + 1] as number) : argC(word);
  writeSetList(writer, word, batch);
}

function writeClosure(writer: Writer, word: number): void {
  const child = writer.proto.children[argBx(word)] as Proto;
  const upvalues = child.upvalues
    .filter(({ name }) => name !== ENVIRONMENT)
    .map(({ inStack, index }) => (inStack ? `r${index}` : `u${index}`));
  writer.write(argA(word), `${writer.shared.factory(child)}(${upvalues})`);
}

function writeForPreparation(writer: Writer, word: number): void {
  const [index, limit, stride] = [0, 1, 2].map((i) => writer.read(argA(word) + i)) as [
    string,
    string,
    string,
  ];
  const guard = [0, 1, 2]
    .filter((i) => !writer.isNumber(argA(word) + i))
    .map((i) => `typeof ${writer.read(argA(word) + i)}!=='number'`);
  if (guard.length > 0) {
    writer.emit(`if(${guard.join('||')}){x=prepareFor(${index},${limit},${stride},${writer.site()});`);
    writer.emit(`${index}=x[0];${limit}=x[1];${stride}=x[2];}`);
  }
  writer.emit(`${index}=${index}-${stride};`);
}

/**
 * The loop's step where it is a constant: its LOADK stands right before the FORPREP that `pc` belongs to, and no
 * jump passes it by, as in `x or 2`.
 */
function constantStep(proto: Proto, pc: number): number | undefined {
  const a = argA(proto.code[pc] as number);
  const body = pc + 1 + ((proto.code[pc] as number) >>> 14) - 0x1ffff;
  const load = proto.code[body - 2];
  if (load === undefined || opOf(load) !== OP.LOADK || argA(load) !== a + 2) return undefined;
  const before = proto.code[body - 3];
  if (before !== undefined && opOf(before) === OP.JMP && argSBx(before) === 1) return undefined;
  const value = proto.constants[argBx(load)];
  return typeof value === 'number' ? value : undefined;
}

function loopCondition(writer: Writer, pc: number): string {
  const a = argA(writer.proto.code[pc] as number);
  if (opOf(writer.proto.code[pc] as number) === OP.TFORLOOP) return `${writer.read(a + 1)}!==undefined`;
  const [index, limit, stride] = [0, 1, 2].map((i) => writer.read(a + i)) as [string, string, string];
  writer.emit(`${index}=${index}+${stride};`);
  const step = constantStep(writer.proto, pc);
  if (step === undefined) return `${stride}>0?${index}<=${limit}:${limit}<=${index}`;
  return step > 0 ? `${index}<=${limit}` : `${limit}<=${index}`;
}

function writeTaken(writer: Writer, ending: Ending & { kind: 'test' | 'loop' }): void {
  const word = writer.proto.code[ending.pc] as number;
  const a = argA(word);
  switch (opOf(word)) {
    case OP.TESTSET:
      writer.write(a, writer.read(argB(word)));
      return;
    case OP.FORLOOP:
      writer.write(a + 3, writer.read(a));
      return;
    case OP.TFORLOOP:
      writer.write(a, writer.read(a + 1));
      return;
  }
}

function writeBody(writer: Writer): void {
  const blocks = findBlocks(writer.proto.code);
  if (blocks.length > MAX_STRUCTURED_BLOCKS) {
    writeDispatch(writer, blocks, hooksOf(writer, undefined));
    return;
  }
  const flow = analyseFlow(blocks);
  writeStructure(writer, flow, hooksOf(writer, analyseNumbers(writer.proto, flow, writer.captured)));
}

/** What blocks and their endings are written with; without `numbers` nothing is known of registers. */
function hooksOf(writer: Writer, numbers: NumberFlow | undefined): StructureHooks {
  const { code } = writer.proto;
  return {
    body: (block) => {
      writer.known = new Set(numbers?.atStart[block.index]);
      for (writer.pc = block.start; writer.pc < block.end; writer.pc++) {
        const word = code[writer.pc] as number;
        const write = INSTRUCTIONS.get(opOf(word));
        if (write === undefined) throw new Error(`no such instruction: ${opOf(word)}`);
        write(writer, word);
        numbers?.step(writer.known, writer.pc);
      }
    },
    condition: (ending) => {
      writer.pc = ending.pc;
      if (ending.kind === 'loop') return loopCondition(writer, ending.pc);
      return condition(writer, code[ending.pc] as number);
    },
    taken: (ending) => writeTaken(writer, ending),
  };
}

/** Scratch variables of the generated code, and what tells that one is in use. */
const TEMPORARIES = new Map(
  ['n', 'i', 'v', 'x', 'y', 'z', 'm'].map((name) => [name, new RegExp(`\\b${name}=`)]),
);

function declarations(writer: Writer): string {
  const { proto, captured } = writer;
  const body = writer.text();
  // Each variable is a place on the stack, and deep recursion is common enough: none is declared for nothing.
  const variables = ['n', 'i', 'v', 'x', 'y', 'z', 'm'].filter((name) => TEMPORARIES.get(name)?.test(body));
  for (let register = 0; register < proto.registers; register++) {
    if (register >= proto.params)
      variables.push(captured.has(register) ? `r${register}=new Box(undefined)` : `r${register}`);
    else if (captured.has(register)) variables.push(`r${register}=new Box(p${register})`);
  }
  proto.code.forEach((word) => {
    const cursor = `c${argA(word)}=0`;
    if (opOf(word) === OP.TFORCALL && !variables.includes(cursor)) variables.push(cursor);
  });
  return variables.length === 0 ? '' : `let ${variables.join(',')};`;
}

/** The factory's text; `unit` names the object that can make the other form. */
export function writeFunction(proto: Proto, shared: Shared, unit: string): string {
  const writer = new Writer(proto, shared);
  const params: string[] = [];
  for (let i = 0; i < proto.params; i++) params.push(writer.captured.has(i) ? `p${i}` : `r${i}`);
  if (proto.isVararg) params.push('...va');
  const upvalues = proto.upvalues.map(({ name }, i) => (name === ENVIRONMENT ? `e${i}` : `u${i}`));
  const passed = upvalues.filter((name) => name.startsWith('u'));
  const star = shared.mode === 'twin' ? '*' : '';
  const head = new Writer(proto, shared);
  if (shared.mode === 'twin') head.spendFuel(proto.code.length);
  else head.emit(`if(${fuelLeft(proto.code.length)}<0&&S.enter(${unit},[${passed}]))return NONE;`);
  const start = proto.arg === 'table' ? `${writer.read(proto.params)}=extraArguments(va);` : '';
  writeBody(writer);
  const body = `function${star}(${params}){${head.text()}${declarations(writer)}${start}${writer.text()}}`;
  // V8 compiles at once what stands in parentheses, instead of passing over it first: each level saves a pass.
  return `(function(${passed}){return ${proto.lineDefined === 0 ? `(${body})` : body}})`;
}
