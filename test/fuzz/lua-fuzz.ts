/**
 * The Lua fuzzer: programs run by EVAL on our engine and on redis-server; reply, error text, the digest of what
 * they leave and the commands that a replica gets must be equal to the byte. Programs go in batches; one that
 * differs is then shrunk alone.
 */
import fc from 'fast-check';
import { Engine } from '../../src/redis.ts';
import { OurConnection } from '../support/differential.ts';
import { type Oracle, requireOracle } from '../support/oracle.ts';
import { RawConnection } from '../support/raw-connection.ts';
import { ReplicationStream } from '../support/replication.ts';
import { parseFrame } from '../support/resp-frame.ts';
import { sentToReplicas } from '../support/side-by-side-effects.ts';
import { until } from '../support/until.ts';
import { type LuaProgram, luaProgram } from './lua/program.ts';

export interface LuaFuzzOptions {
  readonly seed: number;
  /** Stop after this many programs … */
  readonly programs: number;
  /** … or after this long, ms, whichever comes first. */
  readonly budgetMs: number;
}

export interface LuaFuzzResult {
  readonly programs: number;
  /** Programs that ended in an error, and those that the oracle did not survive. */
  readonly failed: number;
  readonly crashes: number;
  /** A report with the seed and the shrunk program, or undefined when all agreed. */
  readonly difference: string | undefined;
}

const BATCH = 100;
const ORACLE_OPTIONS = [
  '--repl-diskless-sync',
  'no',
  '--enable-debug-command',
  'yes',
  '--crash-log-enabled',
  'no',
  '--crash-memcheck-enabled',
  'no',
];
const REPLY_TIMEOUT_MS = 20_000;
/** What shrinking has reached by then is shown. */
const SHRINK_LIMIT_MS = 10_000;

const KEYS = ['str', 'num', 'list', 'hash', 'set', 'zset', 'stream', 'new'];
const ARGUMENTS = ['arg', '12', ''];

/** What stands in the keyspace before each program. */
const OPENING: readonly (readonly string[])[] = [
  ['DEL', ...KEYS],
  ['SET', 'str', 'value'],
  ['SET', 'num', '10'],
  ['RPUSH', 'list', 'a', '2', 'c'],
  ['HSET', 'hash', 'f1', 'v1', 'n', '5'],
  ['SADD', 'set', '3', '1', '2'],
  ['ZADD', 'zset', '1', 'a', '2.5', 'b', '3', 'c'],
  ['XADD', 'stream', '1-1', 'f', 'v'],
];

interface Done {
  /** The program's own and the digest. */
  readonly replies: readonly string[];
  /** The commands that repeat what was written. */
  readonly effects: readonly string[];
}

/** What is compared; undefined where the server died of the program. */
type Outcome = Done | undefined;

export async function fuzzLua(options: LuaFuzzOptions): Promise<LuaFuzzResult> {
  const theirs = new TheirSide();
  const sum = { programs: 0, failed: 0, crashes: 0, difference: undefined as string | undefined };
  const untilMs = performance.now() + options.budgetMs;
  try {
    for (let seed = options.seed; sum.programs < options.programs && performance.now() < untilMs; seed++) {
      const batch = fc.sample(luaProgram, { seed, numRuns: BATCH });
      const expected = await theirs.run(batch);
      const actual = await runOurs(batch);
      const different = batch.findIndex((_, i) => !agree(actual[i], expected[i]));
      if (different >= 0)
        return { ...sum, difference: await explain(theirs, { seed, different, batch, actual, expected }) };
      sum.programs += batch.length;
      sum.failed += expected.filter((outcome) => outcome?.replies[0]?.startsWith('-')).length;
      sum.crashes += expected.filter((outcome) => outcome === undefined).length;
    }
    return sum;
  } finally {
    await theirs.stop();
  }
}

function requestsOf({ source, isWounded, resp }: LuaProgram): readonly (readonly string[])[] {
  if (isWounded) return [['SCRIPT', 'LOAD', source]];
  const call = ['EVAL', source, String(KEYS.length), ...KEYS, ...ARGUMENTS];
  return [...OPENING, ['HELLO', String(resp)], call, ['DEBUG', 'DIGEST']];
}

/** The last two replies. */
const comparedOf = (replies: readonly string[]): readonly string[] => replies.slice(-2);

async function runOurs(batch: readonly LuaProgram[]): Promise<Outcome[]> {
  const engine = new Engine();
  const connection = new OurConnection(engine);
  let effects: string[] = [];
  engine.core.effects.listen((group) => {
    effects.push(...sentToReplicas(group));
  });
  const outcomes: Outcome[] = [];
  for (const program of batch) {
    effects = [];
    const replies: string[] = [];
    for (const argv of requestsOf(program)) replies.push(await replyTo(connection, argv));
    outcomes.push({ replies: comparedOf(replies), effects: ownEffects(effects) });
  }
  return outcomes;
}

/** A script that takes long, as any does on a busy machine, stands still now and then and is answered late. */
async function replyTo(connection: OurConnection, argv: readonly string[]): Promise<string> {
  const { received } = connection;
  const reply = connection.call(argv);
  if (reply !== '') return reply;
  await until('the reply of a script', () => received.length > 0, REPLY_TIMEOUT_MS);
  return received.shift() ?? '';
}

/** Those after the opening, whose own depend on what stood there before. */
function ownEffects(effects: readonly string[]): readonly string[] {
  return effects.slice(effects.indexOf((OPENING.at(-1) ?? []).join(' ')) + 1);
}

/** The channel that marks where a program's effects end. */
const MARK = 'end of program';

/** redis-server with a replica, started anew when a program has killed it. */
class TheirSide {
  #oracle: Oracle | undefined;
  #connection: RawConnection | undefined;
  #replica: ReplicationStream | undefined;

  /** All in one pipeline; when the server dies of one, one by one. */
  async run(batch: readonly LuaProgram[]): Promise<Outcome[]> {
    try {
      return await this.#runAll(batch);
    } catch (error) {
      if (this.#connection?.isClosed !== true) throw error;
      await this.stop();
      if (batch.length === 1) return [undefined];
      const outcomes: Outcome[] = [];
      for (const program of batch) outcomes.push(...(await this.run([program])));
      return outcomes;
    }
  }

  async #runAll(batch: readonly LuaProgram[]): Promise<Outcome[]> {
    const { connection, replica } = await this.#open();
    const requests = batch.map((program, i) => [...requestsOf(program), ['PUBLISH', `${MARK} ${i}`, '']]);
    const replies = await connection.pipeline([['SCRIPT', 'FLUSH'], ...requests.flat()]);
    const outcomes: Outcome[] = [];
    let at = 1;
    for (const [i, { length }] of requests.entries()) {
      const own = replies.slice(at, at + length - 1);
      at += length;
      outcomes.push({
        replies: comparedOf(own),
        effects: ownEffects(await replica.commandsUntil(`${MARK} ${i}`)),
      });
    }
    return outcomes;
  }

  async stop(): Promise<void> {
    this.#replica?.close();
    this.#connection?.close();
    await this.#oracle?.stop();
    this.#replica = undefined;
    this.#connection = undefined;
    this.#oracle = undefined;
  }

  async #open(): Promise<{ connection: RawConnection; replica: ReplicationStream }> {
    this.#oracle ??= await requireOracle(ORACLE_OPTIONS);
    this.#connection ??= await RawConnection.connect(this.#oracle.port, REPLY_TIMEOUT_MS);
    this.#replica ??= await ReplicationStream.open(this.#oracle.port);
    return { connection: this.#connection, replica: this.#replica };
  }
}

const ADDRESS = /0x[0-9a-f]{8,}/g;
const NAN_WITH_SIGN = /-nan/g;

function agree(actual: Outcome, expected: Outcome): boolean {
  if (actual === undefined || expected === undefined) return true;
  return (
    actual.replies.every((reply, i) => alike(reply, expected.replies[i] ?? '')) &&
    sameEffects(actual, expected)
  );
}

function alike(reply: string, wanted: string): boolean {
  return reply === wanted || comparable(reply) === comparable(wanted);
}

/** Instants in ms are each side's own; a stream's ids are, too. */
const INSTANT = /\b1\d{12}\b|(?<=PXAT |PEXPIREAT \S+ )-?\d+/g;

function sameEffects(actual: Done, expected: Done): boolean {
  const [ours, theirs] = [actual, expected].map(({ effects }) =>
    effects.join('\n').replace(ADDRESS, '0x').replace(NAN_WITH_SIGN, 'nan').replace(INSTANT, 'instant'),
  );
  return ours === theirs;
}

/** Addresses are the server's own, and the sign of a NaN is not kept here. Lengths then differ as well. */
function comparable(reply: string): string {
  return JSON.stringify(parseFrame(reply), (key, value) => {
    if (typeof value !== 'string') return value;
    return key === 'head' && value.startsWith('$')
      ? '$'
      : value.replace(ADDRESS, '0x').replace(NAN_WITH_SIGN, 'nan');
  });
}

interface Difference {
  readonly seed: number;
  readonly different: number;
  readonly batch: readonly LuaProgram[];
  readonly actual: readonly Outcome[];
  readonly expected: readonly Outcome[];
}

/** Shrinks the program alone; where alone it does not differ, the batch stands as it is. */
async function explain(theirs: TheirSide, found: Difference): Promise<string> {
  const { seed, different } = found;
  const property = fc.asyncProperty(luaProgram, async (program) => {
    const [expected] = await theirs.run([program]);
    const [actual] = await runOurs([program]);
    if (!agree(actual, expected)) throw new Error(describe(program, actual, expected));
  });
  const details = await fc.check(property, {
    seed,
    path: String(different),
    numRuns: 1,
    interruptAfterTimeLimit: SHRINK_LIMIT_MS,
    markInterruptAsFailure: true,
  });
  const head = `seed ${seed}, program ${different}`;
  if (details.failed)
    return `${head}\n${details.errorInstance instanceof Error ? details.errorInstance.message : ''}`;
  const program = found.batch[different] as LuaProgram;
  return `${head}, only after those before it\n${describe(program, found.actual[different], found.expected[different])}`;
}

function describe({ source, isWounded, resp }: LuaProgram, actual: Outcome, expected: Outcome): string {
  const way = isWounded ? 'SCRIPT LOAD' : `EVAL, RESP${resp}`;
  return `${way}:\n${source}\n  redis-server ${JSON.stringify(expected)}\n  tidelock     ${JSON.stringify(actual)}`;
}
