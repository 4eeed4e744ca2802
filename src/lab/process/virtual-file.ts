/** `fs` of a simulated process: clients read what is written about their own package, and nothing else is there. */
import { readFileSync } from 'node:fs';
import type { World } from '../../base/world.ts';
import { fileError } from './system-error.ts';

type Encoding = BufferEncoding | { readonly encoding?: BufferEncoding | null } | null;
type Answer = (error: unknown, content?: string | Buffer) => void;

/** The description of an installed package. */
const READABLE = /[\\/]node_modules[\\/].*[\\/]package\.json$/;

/** `node:fs`. */
export function virtualFiles(world: World): Readonly<Record<string, unknown>> {
  const read = (path: string | URL, encoding?: Encoding): string | Buffer => {
    const name = String(path);
    if (!READABLE.test(name)) throw fileError(name);
    const chosen = typeof encoding === 'string' ? encoding : encoding?.encoding;
    return chosen === undefined || chosen === null ? readFileSync(name) : readFileSync(name, chosen);
  };
  const readFile = (path: string, given: Encoding | Answer, last?: Answer) => {
    const [encoding, answer] = typeof given === 'function' ? [null, given] : [given, last as Answer];
    world.defer(() => {
      try {
        answer(null, read(path, encoding));
      } catch (error) {
        answer(error);
      }
    });
  };
  const readLater = (path: string, encoding?: Encoding) =>
    new Promise((resolve, reject) =>
      world.defer(() => {
        try {
          resolve(read(path, encoding));
        } catch (error) {
          reject(error);
        }
      }),
    );
  const promises = { readFile: readLater };
  return { readFileSync: read, readFile, promises, existsSync: (path: string) => READABLE.test(path) };
}
