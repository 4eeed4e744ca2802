import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const CHILD = fileURLToPath(new URL('./memory-child.ts', import.meta.url));

it('scripts that grow without end are stopped before the heap is full', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--max-old-space-size=256',
    '--import',
    'tsx',
    CHILD,
  ]);
  const lines = stdout.trim().split('\n');
  expect([lines.shift(), lines.pop()]).toEqual(['parts are small', 'goes on']);
  expect(lines).toEqual(lines.map(() => 'CommandError: ERR not enough memory'));
  expect(lines).toHaveLength(21);
}, 60_000);
