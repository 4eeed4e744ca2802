/**
 * The Lua scripts inside the packages that people run on Redis: read out of their published files, whole, with the
 * includes that their build has put in.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface GuestScript {
  readonly name: string;
  readonly source: string;
}

export interface Guest {
  readonly packageName: string;
  readonly scripts: readonly GuestScript[];
}

const MODULES = fileURLToPath(new URL('../../../node_modules/', import.meta.url));

/** Where each package keeps its scripts: folders of one script a file, or files with scripts among their code. */
const PLACES: readonly (readonly [packageName: string, ...paths: string[]])[] = [
  ['bullmq', 'dist/cjs/scripts'],
  ['bull', 'lib/scripts'],
  ['bee-queue', 'lib/lua'],
  ['redlock4', 'redlock.js'],
  ['redlock', 'dist/cjs/index.js'],
  ['redis-semaphore', 'lib'],
  ['rate-limiter-flexible', 'lib/RateLimiterRedis.js'],
];

export function readGuests(): readonly Guest[] {
  return PLACES.map(([packageName, ...paths]) => ({
    packageName,
    scripts: paths.flatMap((path) => scriptsBelow(join(MODULES, packageName, path))),
  }));
}

function scriptsBelow(path: string): readonly GuestScript[] {
  if (path.endsWith('.js')) return literalsIn(path);
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .sort()
    .flatMap((name) => {
      if (name.endsWith('.lua')) return [{ name, source: readFileSync(join(path, name), 'latin1') }];
      return name.endsWith('.js') ? literalsIn(join(path, name)) : [];
    });
}

const LITERAL = /`(?:[^`\\]|\\[\s\S])*`/g;

/** Template literals without holes that call Redis. */
function literalsIn(path: string): readonly GuestScript[] {
  const literals = readFileSync(path, 'latin1').match(LITERAL) ?? [];
  const sources = literals.filter((text) => /redis\.p?call\b/.test(text) && !text.includes('$' + '{'));
  return sources.map((text, i) => ({
    name: `${path.slice(MODULES.length)}${i === 0 ? '' : ` (${i + 1})`}`,
    source: new Function(`return ${text}`)() as string,
  }));
}
