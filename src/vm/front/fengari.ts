/**
 * fengari itself, loaded when the first script is compiled: it takes longer to load than the rest of the
 * package, and an engine that runs no script does without. The only file that names it.
 */
import { createRequire } from 'node:module';
import type {
  FengariLexer,
  FengariObject,
  FengariParser,
  FengariState,
  FengariString,
} from './fengari-shape.ts';

/** The parts of fengari that the front end uses. */
export interface Fengari {
  readonly lauxlib: { luaL_newstate(): FengariState };
  readonly llex: FengariLexer;
  readonly lobject: FengariObject;
  readonly lparser: FengariParser;
  readonly lstring: { readonly TString: new (state: unknown, bytes: Uint8Array) => FengariString };
  readonly ltable: { luaH_new(state: unknown): object };
  readonly lzio: { readonly MBuffer: new () => object };
}

/** Loads fengari; Node keeps what it has loaded. The package itself comes first, for its parts require it. */
export function loadFengari(): Fengari {
  const require = createRequire(import.meta.url);
  const { lauxlib } = require('fengari') as Pick<Fengari, 'lauxlib'>;
  const part = <Name extends keyof Fengari>(name: Name): Fengari[Name] => require(`fengari/src/${name}.js`);
  return {
    lauxlib,
    llex: part('llex'),
    lobject: part('lobject'),
    lparser: part('lparser'),
    lstring: part('lstring'),
    ltable: part('ltable'),
    lzio: part('lzio'),
  };
}
