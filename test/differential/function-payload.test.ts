/** FUNCTION DUMP and RESTORE beside redis-server, and payloads that go from one to the other. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytes } from '../../src/base/bytes.ts';
import { sealPayload } from '../../src/persist/dump-payload.ts';
import { writeLibraries } from '../../src/persist/function-payload.ts';
import { Engine } from '../../src/redis.ts';
import { differential, exact, OurConnection } from '../support/differential.ts';
import { library, withoutLibraries } from '../support/function-row.ts';
import { type Oracle, oracleAvailable, RawConnection, requireOracle } from '../support/oracle.ts';

const sealed = (...content: number[]) => sealPayload(Buffer.from(content));
const source = (name: string, fn: string, padding = '') =>
  `#!lua name=${name}\nredis.register_function('${fn}', function() return '${fn}' end)${padding}`;
const payload = (...sources: readonly string[]) => writeLibraries(sources.map(bytes));
const restore = (content: string, ...policy: readonly string[]) =>
  exact('FUNCTION', 'RESTORE', content, ...policy);

const LISTED = { argv: ['FUNCTION', 'LIST', 'WITHCODE'], unordered: 'deep' } as const;

differential('FUNCTION DUMP', [
  withoutLibraries(
    'of one library',
    'FUNCTION DUMP',
    library("redis.register_function('f', function() end)"),
    'FUNCTION DUMP',
    library(`redis.register_function('f', function() end) -- ${'x'.repeat(100)}`),
    'FUNCTION DUMP',
    library(`redis.register_function('f', function() end) -- ${'abcdefgh '.repeat(3000)}`),
    'FUNCTION DUMP',
    library("redis.register_function('f', function() return '\xff\xfe\x80' end)"),
    'FUNCTION DUMP',
  ),
]);

differential('FUNCTION RESTORE', [
  withoutLibraries(
    'by each policy',
    restore(payload(source('a', 'f'), source('b', 'g'))),
    LISTED,
    'FCALL f 0',
    restore(payload(source('a', 'h'))),
    restore(payload(source('a', 'h')), 'APPEND'),
    restore(payload(source('a', 'h')), 'append'),
    'FCALL h 0',
    restore(payload(source('a', 'h')), 'REPLACE'),
    'FCALL h 0',
    'FCALL f 0',
    'FCALL g 0',
    restore(payload(source('a', 'g')), 'replace'),
    restore(payload(source('c', 'G'))),
    LISTED,
    restore(payload(source('b', 'x'), source('a', 'y')), 'REPLACE'),
    LISTED,
    restore(payload(source('c', 'f')), 'Flush'),
    LISTED,
    restore(payload(), 'APPEND'),
    LISTED,
    restore(payload(), 'FLUSH'),
    LISTED,
  ),
  withoutLibraries(
    'all or nothing',
    library("redis.register_function('f', function() end)", 'a'),
    restore(payload(source('b', 'g'), source('b', 'h'))),
    restore(payload(source('b', 'g'), source('c', 'g'))),
    restore(payload(source('b', 'g'), source('c', 'f'))),
    restore(payload(source('b', 'g'), 'x')),
    restore(payload(source('b', 'g'), '#!lua name=c\nx y'), 'FLUSH'),
    restore(payload(source('b', 'g'), '#!lua name=c\nreturn'), 'FLUSH'),
    restore(payload(source('a', 'g'), source('c', 'g', 'x')), 'REPLACE'),
    LISTED,
  ),
  withoutLibraries(
    'refuses what is no payload of libraries',
    restore(''),
    restore('x'),
    restore('x', 'foo'),
    restore('x', ''),
    restore(payload(), 'flush', 'x'),
    restore(sealed(0, 1, 97)),
    restore(sealed(0xf6, 1, 97)),
    restore(sealed(0xf6)),
    restore(sealed(0xf6, 1, 97, 3, 76, 85, 65, 0)),
    restore(sealed(0xf6, 1, 97, 3, 76, 85, 65, 0, 2, 120, 121)),
    restore(sealed(0xf6, 1, 97, 3, 76, 85, 65, 1, 1, 100, 1, 0)),
    restore(sealed(0xf6, 1, 97, 3, 76, 85, 66, 1, 1, 100, 1, 0)),
    restore(sealed(0xf5)),
    restore(sealed(0xf5, 1)),
    restore(sealed(0xf5, 1, 97)),
    restore(sealed(0xf5, 9, 97)),
    restore(sealed(0xf5, 10, 97)),
    restore(sealed(0xf5, 60)),
    restore(sealed(0xf5, 0x40)),
    restore(sealed(0xf5, 0x80, 0, 0, 0, 1, 97)),
    restore(sealed(0xf5, 0x81, 0, 0, 0, 0, 0, 0, 0, 1, 97)),
    restore(sealed(0xf5, 0x82, 0, 0, 0, 1, 97)),
    restore(sealed(0xf5, 0xc0, 1)),
    restore(sealed(0xf5, 0xc1, 1, 2)),
    restore(sealed(0xf5, 0xc2, 1, 2, 3, 4)),
    restore(sealed(0xf5, 0xc4, 1)),
    restore(sealed(0xf5, 0xc3, 2, 1, 0, 97)),
    restore(sealed(0xf5, 0xc3, 2, 2, 0, 97)),
    restore(sealed(0xf5, 0xc3, 0xc0, 2, 0, 97)),
    'FUNCTION LIST',
  ),
]);

describe.skipIf(!oracleAvailable)('payloads go both ways (needs redis-server)', () => {
  let oracle: Oracle;
  let theirs: RawConnection;
  beforeAll(async () => {
    oracle = await requireOracle();
    theirs = await RawConnection.connect(oracle.port);
  });
  afterAll(async () => {
    theirs.close();
    await oracle.stop();
  });

  /** Words of source, so that there is something to compress. */
  const body = fc
    .array(
      fc.constantFrom('local x = 1\n', '-- a comment\n', 'local y = "\xe9\x01"\n', 'do end ', '-- \xff\n'),
      {
        maxLength: 60,
      },
    )
    .map((lines) => lines.join(''));
  const libraries = fc
    .array(body, { minLength: 1, maxLength: 4 })
    .map((bodies) =>
      bodies.map(
        (text, i) =>
          `#!lua name=lib${i}\n${text}redis.register_function('f${i}', function() return ${i} end)`,
      ),
    );

  it('of random libraries', async () => {
    await fc.assert(
      fc.asyncProperty(libraries, async (sources) => {
        const ours = new OurConnection(new Engine());
        await theirs.call('FUNCTION', 'FLUSH');
        for (const each of sources)
          expect(ours.call(['FUNCTION', 'LOAD', each])).toBe(await theirs.call('FUNCTION', 'LOAD', each));
        const dumped = ours.call(['FUNCTION', 'DUMP']);
        const theirDump = await theirs.call('FUNCTION', 'DUMP');
        if (sources.length === 1) expect(dumped).toBe(theirDump);
        expect(await theirs.call('FUNCTION', 'RESTORE', bodyOf(dumped), 'FLUSH')).toBe('+OK\r\n');
        expect(ours.call(['FUNCTION', 'RESTORE', bodyOf(theirDump), 'FLUSH'])).toBe('+OK\r\n');
        for (const [i] of sources.entries())
          expect(ours.call(['FCALL', `f${i}`, '0'])).toBe(await theirs.call('FCALL', `f${i}`, '0'));
      }),
      { numRuns: 100 },
    );
  });
});

/** What a bulk reply holds. */
function bodyOf(bulk: string): string {
  return bulk.slice(bulk.indexOf('\r\n') + 2, -2);
}
