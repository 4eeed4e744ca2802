/**
 * The witness: a file that all holders of all processes append to. Each line is a claim: "at this moment I
 * held this resource, with this token". The moment is read before the lock is asked whether it is held, so a
 * process that is put to sleep between the look and the write claims nothing that was not so.
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

export interface Claim {
  readonly resource: string;
  readonly token: number;
  readonly holder: string;
  /** By the clock that all processes of a machine share. */
  readonly atNanos: bigint;
}

/** Appends claims; one line is one write, so that those of several processes never mix. */
export class Witness {
  readonly #file: number;

  constructor(path: string) {
    this.#file = openSync(path, 'a');
  }

  write({ resource, token, holder, atNanos }: Claim): void {
    writeSync(this.#file, `${resource} ${token} ${holder} ${atNanos}\n`);
  }

  close(): void {
    closeSync(this.#file);
  }
}

export function readClaims(path: string): readonly Claim[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map(parse);
}

function parse(line: string): Claim {
  const [resource = '', token, holder = '', atNanos = '0'] = line.split(' ');
  return { resource, token: Number(token), holder, atNanos: BigInt(atNanos) };
}

/**
 * Pairs of claims that exclude each other: of one resource, in order of time, a token may only grow, and one
 * token has one holder. So the times of two holders never overlap.
 */
export function findOverlaps(claims: readonly Claim[]): readonly (readonly [Claim, Claim])[] {
  const overlaps: (readonly [Claim, Claim])[] = [];
  const last = new Map<string, Claim>();
  const inOrder = [...claims].sort((a, b) => Number(a.atNanos - b.atNanos));
  for (const claim of inOrder) {
    const before = last.get(claim.resource);
    const isNext = before === undefined || claim.token > before.token;
    const isSame = before?.token === claim.token && before.holder === claim.holder;
    if (isNext || isSame) last.set(claim.resource, claim);
    else overlaps.push([before, claim]);
  }
  return overlaps;
}
