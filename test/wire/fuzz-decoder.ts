/**
 * Fuzz of the request decoder: valid streams with a few wounds, cut into random chunks, read with random
 * pauses, against the model. Run: npx tsx test/wire/fuzz-decoder.ts [--chunks 1000000] [--seconds 600] [--seed 1]
 */
import { argv, memoryUsage } from 'node:process';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { ManualWorld } from '../../src/base/world.ts';
import { decodeInPieces } from './decode-in-pieces.ts';
import { decodeModel } from './request-model.ts';

/** When to stop: whichever comes first. */
export interface FuzzBudget {
  readonly seed: number;
  readonly chunks: number;
  readonly seconds: number;
}

export interface FuzzResult {
  readonly streams: number;
  readonly chunks: number;
  readonly requests: number;
  readonly violations: number;
  /** How much more memory was held at the worst moment than at the start. */
  readonly peakGrowthBytes: number;
}

const WORDS = [
  'GET',
  'get',
  'gEt',
  'SET',
  'ping',
  'ECHO',
  'nothing',
  '',
  'a',
  'key:000000000001',
  '10',
  '\0',
  '\r\n',
  '*1\r\n',
];
const WOUNDS = [
  '*',
  '$',
  '\r',
  '\n',
  '\0',
  '-',
  '0',
  '1',
  '9',
  '"',
  "'",
  '\\',
  ' ',
  '*0\r\n',
  '$-1\r\n',
  '*2147483648\r\n',
  '$99\r\n',
  '\xff',
];

/** Larger than any buffer that may stay behind, so that collecting and letting go are both exercised. */
const BIG_ARGUMENT_BYTES = 100_000;

/** A leak of one small buffer a stream would pass this within a million chunks. */
const GROWTH_LIMIT_BYTES = 256 * 1024 * 1024;

/** Throws at the first difference, naming the seed; the stream is part of the message. */
export function fuzzDecoder({ seed, chunks, seconds }: FuzzBudget): FuzzResult {
  const world = new ManualWorld({ seed });
  const pick = (count: number) => Math.floor(world.random() * count);
  const deadlineMs = performance.now() + seconds * 1000;
  const startBytes = heldBytes();
  const sum = { streams: 0, chunks: 0, requests: 0, violations: 0, peakGrowthBytes: 0 };
  while (sum.chunks < chunks && performance.now() < deadlineMs) {
    const stream = wounded(validStream(pick), pick);
    const pieces = cut(stream, pick);
    const stopOneIn = 1 + pick(4);
    const found = decodeInPieces(pieces, () => pick(stopOneIn) === 1);
    const expected = decodeModel(stream);
    if (!isDeepStrictEqual(found, expected))
      throw new Error(
        `seed ${seed}, stream ${sum.streams}: ${JSON.stringify({ pieces, found, expected }).slice(0, 4000)}`,
      );
    sum.streams++;
    sum.chunks += pieces.length;
    sum.requests += found.requests.length;
    if (found.violation !== undefined) sum.violations++;
    if (sum.streams % 1000 === 0)
      sum.peakGrowthBytes = Math.max(sum.peakGrowthBytes, heldBytes() - startBytes);
    if (sum.peakGrowthBytes > GROWTH_LIMIT_BYTES)
      throw new Error(`seed ${seed}: ${sum.peakGrowthBytes} bytes held`);
  }
  return sum;
}

type Pick = (count: number) => number;

function validStream(pick: Pick): string {
  let stream = '';
  for (let left = 1 + pick(8); left > 0; left--) stream += pick(6) === 0 ? inline(pick) : multibulk(pick);
  return stream;
}

function multibulk(pick: Pick): string {
  const count = pick(20) === 0 ? pick(150) : pick(6);
  let text = `*${count}\r\n`;
  for (let i = 0; i < count; i++) {
    const word =
      pick(400) === 0
        ? 'x'.repeat(pick(BIG_ARGUMENT_BYTES))
        : pick(5) === 0
          ? 'y'.repeat(pick(300))
          : oneOf(WORDS, pick);
    text += `$${word.length}\r\n${word}\r\n`;
  }
  return text;
}

function inline(pick: Pick): string {
  const words = Array.from(
    { length: pick(4) },
    () => ['GET', 'key', '"a b"', "'c\\'d'", '"\\x41"', ''][pick(6)],
  );
  return `${words.join(' ')}${pick(2) === 0 ? '\r\n' : '\n'}`;
}

function wounded(stream: string, pick: Pick): string {
  let text = stream;
  for (let left = pick(4); left > 0; left--) {
    const at = pick(text.length + 1);
    const removed = pick(3) === 0 ? pick(8) : 0;
    text = text.slice(0, at) + (pick(4) === 0 ? '' : oneOf(WOUNDS, pick)) + text.slice(at + removed);
  }
  return text;
}

function cut(stream: string, pick: Pick): string[] {
  const most = [3, 40, stream.length][pick(3)] ?? 1;
  const pieces: string[] = [];
  for (let at = 0; at < stream.length; at += pieces.at(-1)?.length ?? 0) {
    const step = stream.length > 5000 ? 500 + pick(40_000) : 1 + pick(most);
    pieces.push(stream.slice(at, at + step));
  }
  return pieces;
}

function oneOf(list: readonly string[], pick: Pick): string {
  return list[pick(list.length)] ?? '';
}

function heldBytes(): number {
  const { heapUsed, arrayBuffers } = memoryUsage();
  return heapUsed + arrayBuffers;
}

if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href) {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { chunks: text, seconds: text, seed: text } });
  const seed = Number(values.seed ?? Date.now() % 2 ** 31);
  console.log(`seed ${seed}`);
  console.log(
    fuzzDecoder({ seed, chunks: Number(values.chunks ?? 1_000_000), seconds: Number(values.seconds ?? 600) }),
  );
}
