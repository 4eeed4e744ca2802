import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes } from '../../src/base/bytes.ts';
import { ErrorReply } from '../../src/base/reply.ts';
import { sealPayload } from '../../src/persist/dump-payload.ts';
import { readLibraries, writeLibraries } from '../../src/persist/function-payload.ts';

const sealed = (...content: number[]) => sealPayload(Buffer.from(content));

/** What reading a payload comes to: the sources, and the complaint that ended it. */
function outcome(payload: string): { sources: string[]; complaint?: string } {
  const sources: string[] = [];
  try {
    for (const source of readLibraries(bytes(payload))) sources.push(source);
    return { sources };
  } catch (error) {
    if (!(error instanceof ErrorReply)) throw error;
    return { sources, complaint: error.text };
  }
}

describe('the payload of libraries', () => {
  it('gives back the sources in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary-ascii', maxLength: 200 })), (sources) => {
        expect(outcome(writeLibraries(sources.map(bytes)))).toEqual({ sources });
      }),
    );
  });

  it('may be a release candidate of 7.0', () => {
    const fields = [1, 97, 3, 76, 85, 65, 1, 1, 100, 2, 120, 121];
    expect(outcome(sealed(0xf6, ...fields))).toEqual({ sources: ['#!LUA name=a\nxy'] });
  });

  const WRONG = 'ERR DUMP payload version or checksum are wrong';
  it.each([
    ['nothing', '', [], WRONG],
    ['no payload', 'x'.repeat(40), [], WRONG],
    ['another type', sealed(0, 1, 97), [], 'ERR given type is not a function'],
    ["a release candidate's without its engine", sealed(0xf6, 1, 97), [], 'ERR Failed loading engine name'],
    ['a damaged library', sealed(0xf5, 0xc4), [], 'ERR Failed loading library payload'],
    ['a damaged one after a whole one', sealed(0xf5, 1, 97, 0), ['a'], 'ERR given type is not a function'],
    ['a string that takes the footer along', sealed(0xf5, 60), [], 'ERR Failed loading library payload'],
  ])('is refused: %s', (_what, payload, sources, complaint) => {
    expect(outcome(payload)).toEqual({ sources, complaint });
  });

  it('never fails otherwise, whatever the bytes', () => {
    const opcode = fc.constantFrom(0xf5, 0xf5, 0xf5, 0xf6, 0);
    const content = fc.array(fc.tuple(opcode, fc.uint8Array({ maxLength: 12 })), { maxLength: 5 });
    fc.assert(
      fc.property(content, (pieces) => {
        const payload = sealed(...pieces.flatMap(([first, rest]) => [first, ...rest]));
        expect(outcome(payload).sources.length).toBeLessThanOrEqual(60);
      }),
      { numRuns: 3000 },
    );
  });
});
