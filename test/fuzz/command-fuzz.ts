/**
 * The command fuzzer: sequences of requests on our engine and on redis-server; every reply and the final
 * state (types, encodings, expiry, digests of the values) must agree. A difference shrinks to few requests.
 */
import fc from 'fast-check';
import { Engine } from '../../src/redis.ts';
import { canonical } from '../support/canonical.ts';
import { OurConnection } from '../support/differential.ts';
import { RawConnection } from '../support/raw-connection.ts';
import { FUZZ_KEYS, type FuzzRequest, fuzzRequest } from './grammar.ts';

export interface CommandFuzzOptions {
  readonly port: number;
  readonly seed: number;
  /** Stop after this many requests … */
  readonly requests: number;
  /** … or after this long, ms, whichever comes first. */
  readonly budgetMs: number;
}

export interface CommandFuzzResult {
  readonly requests: number;
  /** A report with the seed and the shrunk sequence, or undefined when all agreed. */
  readonly difference: string | undefined;
}

const SEQUENCE_LENGTH = 40;
/** Sequences under one seed; the next batch takes the next seed. */
const RUNS_OF_A_BATCH = 100;

/** Questions about the final state of one key, asked of both servers. */
const STATE: readonly (readonly string[])[] = [
  ['TYPE'],
  ['OBJECT', 'ENCODING'],
  ['PEXPIRETIME'],
  ['DEBUG', 'DIGEST-VALUE'],
];

export async function fuzzCommands(options: CommandFuzzOptions): Promise<CommandFuzzResult> {
  const theirs = await RawConnection.connect(options.port, 20_000);
  let requests = 0;
  const property = fc.asyncProperty(
    fc.array(fuzzRequest, { minLength: 5, maxLength: SEQUENCE_LENGTH, size: 'max' }),
    fc.constantFrom(2 as const, 3 as const),
    async (sequence, resp) => {
      requests += sequence.length;
      await runSequence(theirs, sequence, resp);
    },
  );
  const untilMs = performance.now() + options.budgetMs;
  try {
    for (let seed = options.seed; requests < options.requests && performance.now() < untilMs; seed++) {
      const details = await fc.check(property, { seed, numRuns: RUNS_OF_A_BATCH });
      if (details.failed) return { requests, difference: report(details) };
    }
    return { requests, difference: undefined };
  } finally {
    theirs.close();
  }
}

function report(details: fc.RunDetails<[FuzzRequest[], 2 | 3]>): string {
  const [sequence, resp] = details.counterexample ?? [[], 2];
  const lines = sequence.map(({ argv }) => `  ${argv.map((word) => JSON.stringify(word)).join(' ')}`);
  const problem =
    details.errorInstance instanceof Error ? details.errorInstance.message : String(details.errorInstance);
  return `seed ${details.seed}, path ${details.counterexamplePath}, RESP${resp}\n${lines.join('\n')}\n${problem}`;
}

async function runSequence(
  theirs: RawConnection,
  sequence: readonly FuzzRequest[],
  resp: 2 | 3,
): Promise<void> {
  const ours = new OurConnection(new Engine());
  const opening = [['FLUSHALL'], ['FUNCTION', 'FLUSH'], ['HELLO', String(resp)], ['SELECT', '0']];
  const closing = FUZZ_KEYS.flatMap((key) => STATE.map((question) => [...question, key]));
  for (const argv of opening) ours.call(argv);
  const answered: (readonly [FuzzRequest, string])[] = [];
  for (const request of [
    ...sequence,
    ...closing.map((argv): FuzzRequest => ({ argv, order: argv[0] === 'PEXPIRETIME' ? 'any' : 'exact' })),
  ])
    if (!isLeftToChance(ours, request)) answered.push([request, ours.call(request.argv)]);
  const expected = await theirs.pipeline([...opening, ...answered.map(([{ argv }]) => argv)]);
  answered.forEach(([request, actual], i) => {
    const wanted = expected[opening.length + i] as string;
    if (!agree(actual, wanted, request))
      throw new Error(
        `${request.argv.join(' ')}\n  redis-server ${JSON.stringify(wanted)}\n  tidelock     ${JSON.stringify(actual)}`,
      );
  });
}

/**
 * A range of members in a skiplist whose scores differ: the server's walk then depends on the random heights
 * of its nodes, so such a request is asked of neither.
 */
function isLeftToChance(ours: OurConnection, { argv }: FuzzRequest): boolean {
  if (!argv.some((word) => /^Z?(?:REM|REV)?(?:RANGE)?(?:BYLEX|LEXCOUNT)$/.test(word))) return false;
  return argv.slice(1, 3).some((key) => {
    if (!ours.call(['OBJECT', 'ENCODING', key]).includes('skiplist')) return false;
    const [lowest, highest] = ['0', '-1'].map((rank) => ours.call(['ZRANGE', key, rank, rank, 'WITHSCORES']));
    return scoreIn(lowest) !== scoreIn(highest);
  });
}

/** The last line of a reply that ends with a score. */
const scoreIn = (frame: string | undefined): string | undefined => frame?.trimEnd().split('\r\n').at(-1);

/** Relative expiries differ by the time between the two servers' clocks. */
const EXPIRY_TOLERANCE_MS = 5000;

function agree(actual: string, wanted: string, { argv, order }: FuzzRequest): boolean {
  if (actual === wanted) return true;
  if (argv[0] === 'PEXPIRETIME' || argv[0] === 'EXPIRETIME')
    return Math.abs(Number(actual.slice(1)) - Number(wanted.slice(1))) < EXPIRY_TOLERANCE_MS;
  if (order === 'any') return actual[0] === wanted[0];
  if (actual.startsWith('-') || wanted.startsWith('-')) return false;
  return canonical(actual, order) === canonical(wanted, order);
}
