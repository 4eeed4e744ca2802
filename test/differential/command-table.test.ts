import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandTable } from '../../src/commands/table.ts';
import { Engine } from '../../src/redis.ts';
import { canonical } from '../support/canonical.ts';
import { OurConnection } from '../support/differential.ts';
import { type Oracle, oracleAvailable, RawConnection, requireOracle } from '../support/oracle.ts';

/** Rows that 7.0 does not have: added on top. */
const NEWER = new Set(['client|setinfo']);

const names = [...commandTable.values()].flatMap((command) => [
  // A container's row holds its parts' rows; they are compared one by one, so that newer ones may be left out.
  ...(command.subcommands ?? []).map((sub) => sub.fullName),
  ...(command.subcommands === undefined ? [command.name] : []),
]);

describe.skipIf(!oracleAvailable)(
  'the command table equals the one of redis-server (needs redis-server)',
  () => {
    let oracle: Oracle;
    let theirs: RawConnection;
    beforeAll(async () => {
      oracle = await requireOracle();
      theirs = await RawConnection.connect(oracle.port);
      await theirs.call('HELLO', '3');
    });
    afterAll(async () => {
      theirs.close();
      await oracle.stop();
    });

    it('row by row: arity, flags, keys, categories, tips', async () => {
      const ours = new OurConnection(new Engine());
      ours.call(['HELLO', '3']);
      const different: string[] = [];
      for (const name of names.filter((each) => !NEWER.has(each))) {
        const wanted = canonical(await theirs.call('COMMAND', 'INFO', name), 'deep');
        if (canonical(ours.call(['COMMAND', 'INFO', name]), 'deep') !== wanted) different.push(name);
      }
      expect(different).toEqual([]);
    });

    it('documents every command with since, group and arguments', async () => {
      const ours = new OurConnection(new Engine());
      for (const name of names) {
        const docs = ours.call(['COMMAND', 'DOCS', name]);
        for (const field of ['summary', 'since', 'group', 'complexity'])
          expect(docs, name).toContain(`\r\n${field}\r\n`);
      }
    });
  },
);
