/** `tidelock lab list`: the libraries, faults, assumptions and promises that there are. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type KnownLibrary, LIBRARIES } from '../../lab/adapter/library.ts';
import { CHECKERS } from '../../lab/check/judge.ts';
import { LINEARIZABLE } from '../../lab/check/linear/linearizable.ts';
import { FAULT_KINDS } from '../../lab/search/plan-text.ts';
import { ASSUMPTION_WORDS } from './option.ts';

const NAME_WIDTH = 26;
const PROMISE_WIDTH = 18;

export function labList(): void {
  const promises = [
    ...CHECKERS.map(({ promise, about }) => [promise, about] as const),
    ['linearizable', LINEARIZABLE] as const,
  ];
  console.log(
    [
      'Libraries',
      ...LIBRARIES.map((library) => `  ${library.name.padEnd(NAME_WIDTH)} ${installed(library)}`),
      '\nFaults',
      `  ${FAULT_KINDS.join(', ')}`,
      '\nAssumptions',
      `  ${Object.keys(ASSUMPTION_WORDS).join(', ')}`,
      '\nPromises',
      ...promises.map(([promise, about]) => `  ${promise.padEnd(PROMISE_WIDTH)} ${about}`),
    ].join('\n'),
  );
}

/** Libraries that can be run here. */
export function installedLibraries(): readonly string[] {
  return LIBRARIES.filter((library) => versionOf(library) !== undefined).map(({ name }) => name);
}

function installed(library: KnownLibrary): string {
  if (library.packageName === undefined) return 'ours';
  const version = versionOf(library);
  return version === undefined ? `not installed: npm install --save-dev ${library.install}` : version;
}

/** By the package's own account; undefined when it is not there. */
function versionOf({ packageName }: KnownLibrary): string | undefined {
  if (packageName === undefined) return '';
  const require = createRequire(join(process.cwd(), 'process.js'));
  for (const folder of require.resolve.paths(packageName) ?? [])
    try {
      const text = readFileSync(join(folder, packageName, 'package.json'), 'utf8');
      return String((JSON.parse(text) as { version?: unknown }).version);
    } catch {
      // The next folder, then.
    }
  return undefined;
}
