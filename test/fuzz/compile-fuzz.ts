/**
 * The compile fuzzer: hostile sources, judged alone and, a part of them, beside redis-server's own compiler,
 * message for message.
 */
import { ManualWorld } from '../../src/base/world.ts';
import { Engine } from '../../src/redis.ts';
import { OurConnection } from '../support/differential.ts';
import { RawConnection } from '../support/raw-connection.ts';
import { type HostileSource, hostileSources } from './compile/hostile-source.ts';
import { Judge } from './compile/judge.ts';

export interface CompileFuzzOptions {
  readonly seed: number;
  /** Stop after this many inputs … */
  readonly inputs: number;
  /** … or after this long, ms, whichever comes first. */
  readonly budgetMs: number;
  /** Programs that are wounded. */
  readonly programs: readonly string[];
  /** redis-server's port, where there is one. */
  readonly port: number | undefined;
}

export interface CompileFuzzResult {
  readonly inputs: number;
  /** How many of them redis-server has judged as well. */
  readonly compared: number;
  /** A report with the seed and the shrunk source, or undefined. */
  readonly fault: string | undefined;
}

/** Inputs between two comparisons, and how many of them are compared. */
const BATCH = 1000;
const COMPARED = 60;
/** Larger sources are not sent: the server would be busy with nothing else. */
const MOST_COMPARED_BYTES = 5000;
const REPLY_TIMEOUT_MS = 20_000;
/** What shrinking has reached by then is shown. */
const SHRINK_LIMIT_MS = 20_000;

export async function fuzzCompiler(options: CompileFuzzOptions): Promise<CompileFuzzResult> {
  const world = new ManualWorld({ seed: options.seed });
  const next = hostileSources(options.programs, (count) => Math.floor(world.random() * count));
  const theirs =
    options.port === undefined ? undefined : await RawConnection.connect(options.port, REPLY_TIMEOUT_MS);
  const judge = new Judge();
  const untilMs = performance.now() + options.budgetMs;
  const sum = { inputs: 0, compared: 0, fault: undefined as string | undefined };
  try {
    while (sum.inputs < options.inputs && performance.now() < untilMs) {
      const batch = Array.from({ length: BATCH }, next);
      const faulty = batch.find((source) => judge.complaint(source) !== undefined);
      if (faulty !== undefined) return { ...sum, fault: report(options.seed, judge, faulty) };
      sum.inputs += batch.length;
      if (theirs === undefined) continue;
      const sample = batch
        .map(({ text }) => text)
        .filter(isComparable)
        .slice(0, COMPARED);
      const difference = await compare(theirs, sample);
      if (difference !== undefined) return { ...sum, fault: `seed ${options.seed}\n${difference}` };
      sum.compared += sample.length;
    }
    return sum;
  } finally {
    theirs?.close();
  }
}

/** A shebang is the engine's own business. */
function isComparable(text: string): boolean {
  return text.length <= MOST_COMPARED_BYTES && !text.startsWith('#!');
}

async function compare(theirs: RawConnection, sources: readonly string[]): Promise<string | undefined> {
  const ours = new OurConnection(new Engine());
  const requests = sources.map((source) => ['SCRIPT', 'LOAD', source]);
  const [, ...expected] = await theirs.pipeline([['SCRIPT', 'FLUSH'], ...requests]);
  for (const [i, argv] of requests.entries()) {
    const actual = ours.call(argv);
    if (actual !== expected[i])
      return `${JSON.stringify(sources[i])}\n  redis-server ${JSON.stringify(expected[i])}\n  tidelock     ${JSON.stringify(actual)}`;
  }
  return undefined;
}

function report(seed: number, judge: Judge, source: HostileSource): string {
  const text = shrunk(source.text, (shorter) => judge.complaint({ ...source, text: shorter }) !== undefined);
  return `seed ${seed}: ${judge.complaint({ ...source, text })}\n${JSON.stringify(text)}`;
}

/** Leaves out ever smaller pieces while the fault stays. */
function shrunk(text: string, isFaulty: (text: string) => boolean): string {
  let shortest = text;
  const untilMs = performance.now() + SHRINK_LIMIT_MS;
  for (let size = shortest.length >> 1; size > 0; size >>= 1)
    for (let at = 0; at + size <= shortest.length && performance.now() < untilMs; ) {
      const shorter = shortest.slice(0, at) + shortest.slice(at + size);
      if (isFaulty(shorter)) shortest = shorter;
      else at += size;
    }
  return shortest;
}
