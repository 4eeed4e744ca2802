/**
 * One graph of modules per simulated process: CommonJS files are compiled here with the process's own globals around
 * them, so that unchanged code asks its own clock by the very names it always used. Nothing is patched; the host's
 * globals stay as they are.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute } from 'node:path';
import { Script } from 'node:vm';
import type { World } from '../../base/world.ts';
import { type Surroundings, surroundingsOf } from './builtin.ts';
import { type Network, NO_NETWORK } from './network.ts';
import { NO_OVERSEER, type Overseer } from './overseer.ts';

/** The most modules of one graph. */
const MAX_MODULES = 5_000;

/** Compiled files, to be shared by graphs: they hold no state. */
export type CompiledFiles = Map<string, Outer>;

/** Where names lead to, by the folder that asks: looked up once for all graphs that share their files. */
const PLACES = new WeakMap<CompiledFiles, Map<string, string>>();

/** Takes the globals of a process, and gives the module's function. */
type Outer = (...globals: unknown[]) => (...module: unknown[]) => void;

interface Module {
  readonly exports: unknown;
  readonly filename: string;
  readonly id: string;
}

/** A module that a simulated process may not have. */
export class ForbiddenModule extends Error {
  override readonly name = 'ForbiddenModule';
  readonly module: string;
  constructor(module: string, from: string) {
    super(`${from} requires ${module}, which the lab does not simulate`);
    this.module = module;
  }
}

export interface GraphOptions {
  /** Files that other graphs compiled already. Default none. */
  readonly compiled?: CompiledFiles;
  /** Default: nobody answers. */
  readonly network?: Network;
  /** Default nobody. */
  readonly overseer?: Overseer;
}

/** The modules of one process. */
export class ModuleGraph {
  readonly #surroundings: Surroundings;
  readonly #names: readonly string[];
  readonly #values: readonly unknown[];
  readonly #modules = new Map<string, Module>();
  readonly #compiled: CompiledFiles;
  readonly #places: Map<string, string>;

  constructor(world: World, options: GraphOptions = {}) {
    const { compiled = new Map(), network = NO_NETWORK, overseer = NO_OVERSEER } = options;
    this.#compiled = compiled;
    this.#places = PLACES.get(compiled) ?? new Map();
    PLACES.set(compiled, this.#places);
    this.#surroundings = surroundingsOf(world, { network, overseer });
    const hidden: Record<string, unknown> = { ...this.#surroundings.globals };
    const own = Object.create(globalThis, Object.getOwnPropertyDescriptors(hidden)) as object;
    const all = { ...hidden, global: own, globalThis: own };
    Object.assign(own, { global: own, globalThis: own });
    this.#names = Object.keys(all);
    this.#values = Object.values(all);
  }

  /**
   * What a package exports to `require`.
   *
   * @param from an absolute file name; packages are looked up as that file would
   */
  require(name: string, from: string): unknown {
    const builtin = name.replace(/^node:/, '');
    if (Object.hasOwn(this.#surroundings.builtins, builtin)) return this.#surroundings.builtins[builtin];
    const file = this.#resolve(name, from);
    return (this.#modules.get(file) ?? this.#load(file)).exports;
  }

  #resolve(name: string, from: string): string {
    const label = `${dirname(from)}\0${name}`;
    let file = this.#places.get(label);
    if (file === undefined) {
      file = createRequire(from).resolve(name);
      if (!isAbsolute(file)) throw new ForbiddenModule(name, from);
      this.#places.set(label, file);
    }
    return file;
  }

  #load(file: string): Module {
    if (this.#modules.size >= MAX_MODULES) throw new Error(`a graph holds at most ${MAX_MODULES} modules`);
    const module: { exports: unknown; filename: string; id: string } = {
      exports: {},
      filename: file,
      id: file,
    };
    this.#modules.set(file, module);
    if (file.endsWith('.json')) module.exports = JSON.parse(readFileSync(file, 'utf8'));
    else this.#run(file, module);
    return module;
  }

  #run(file: string, module: Module): void {
    const require = (name: string) => this.require(name, file);
    const inner = this.#compile(file)(...this.#values);
    inner.call(module.exports, module.exports, require, module, file, dirname(file));
  }

  /** Two functions, one in the other: a file may declare names that are globals. */
  #compile(file: string): Outer {
    let outer = this.#compiled.get(file);
    if (outer === undefined) {
      const body = readFileSync(file, 'utf8').replace(/^#!.*/, '');
      const source = `(function (${this.#names.join(', ')}) { return function (exports, require, module, __filename, __dirname) { ${body}\n}; })`;
      outer = new Script(source, { filename: file }).runInThisContext() as Outer;
      this.#compiled.set(file, outer);
    }
    return outer;
  }
}
