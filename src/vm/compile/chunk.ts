/**
 * A parsed chunk as running JS: the texts of all its functions in one `new Function`, with the runtime's kit,
 * its call sites and its units as arguments. A twin is compiled on its own when it is first needed.
 */
import type { Proto } from '../front/proto.ts';
import type { Kits } from '../runtime/kit.ts';
import { type Box, Site, type Unit } from '../runtime/state.ts';
import type { LuaFunction, LuaTwin, LuaValue } from '../value.ts';
import { writeFunction } from './function.ts';
import type { Mode, Shared } from './writer.ts';

type Factory<F> = (...upvalues: Box[]) => F;
type Twin = (...args: LuaValue[]) => LuaTwin;

/** What the functions of a chunk share. */
interface Compilation {
  readonly units: ReadonlyMap<Proto, CompiledUnit>;
  readonly sites: SiteNames;
}

class CompiledUnit implements Unit {
  readonly proto: Proto;
  readonly #kits: Kits;
  readonly #units: ReadonlyMap<Proto, CompiledUnit>;
  factory: Factory<LuaFunction> | undefined = undefined;
  #twin: Factory<Twin> | undefined = undefined;
  /** What may run keeps the sites by which its stack is read; the book of chunks alone would let them go. */
  readonly sites: (readonly Site[])[];

  constructor(proto: Proto, kits: Kits, { units, sites }: Compilation) {
    this.proto = proto;
    this.#kits = kits;
    this.#units = units;
    this.sites = [sites.sites];
  }

  makeTwin(upvalues: readonly Box[]): Twin {
    this.#twin ??= this.#compileTwin();
    return this.#twin(...upvalues);
  }

  #compileTwin(): Factory<Twin> {
    const { proto } = this;
    const sites = new SiteNames();
    this.sites.push(sites.sites);
    const shared = share('twin', sites, (child) => `f${proto.children.indexOf(child)}`);
    const text = writeFunction(proto, shared, 'undefined');
    const names = proto.children.map((_, i) => `f${i}=extra[${i}]`);
    const declared = names.length === 0 ? '' : `const ${names};`;
    const extra = proto.children.map((child) => this.#units.get(child)?.factory);
    return evaluate(this.#kits, {
      mode: 'twin',
      sites,
      extra,
      body: `${declared}return ${text};`,
    }) as Factory<Twin>;
  }
}

/** Call sites of one compilation and their JS names. */
class SiteNames {
  readonly sites: Site[] = [];
  readonly #names = new Map<Proto, Map<number, string>>();

  name(proto: Proto, pc: number): string {
    let names = this.#names.get(proto);
    if (names === undefined) this.#names.set(proto, (names = new Map()));
    let name = names.get(pc);
    if (name === undefined) {
      name = `s${this.sites.length}`;
      names.set(pc, name);
      this.sites.push(new Site(proto, pc));
    }
    return name;
  }

  has(proto: Proto, pc: number): boolean {
    return this.#names.get(proto)?.has(pc) === true;
  }

  declarations(): string {
    if (this.sites.length === 0) return '';
    return `const ${this.sites.map((_, i) => `s${i}=sites[${i}]`).join(',')};`;
  }
}

interface Text {
  readonly mode: Mode;
  readonly sites: SiteNames;
  /** What its code calls `extra`. */
  readonly extra: readonly unknown[];
  /** It has no lines but those that sites begin. */
  readonly body: string;
}

function evaluate(kits: Kits, { mode, sites, extra, body }: Text): unknown {
  const kit = kits[mode];
  const names = `const {${Object.keys(kit).join(',')}}=kit;`;
  const url = kits.chunks.register(sites.sites);
  const text = `"use strict";${names}${sites.declarations()}${body}\n//# sourceURL=${url}`;
  return new Function('kit', 'sites', 'extra', text)(kit, sites.sites, extra);
}

function collect(proto: Proto, into: Proto[]): Proto[] {
  into.push(proto);
  for (const child of proto.children) collect(child, into);
  return into;
}

/** The main function of a chunk. */
export function compileChunk(main: Proto, kits: Kits): LuaFunction {
  const protos = collect(main, []);
  const units = new Map<Proto, CompiledUnit>();
  const sites = new SiteNames();
  for (const proto of protos) units.set(proto, new CompiledUnit(proto, kits, { units, sites }));
  const indices = new Map(protos.map((proto, i) => [proto, i]));
  const shared = share('plain', sites, (child) => `f${indices.get(child)}`);
  const functions = protos.map((proto, i) => `const f${i}=${writeFunction(proto, shared, `x${i}`)};`);
  const unitNames = protos.map((_, i) => `x${i}=extra[${i}]`);
  const body = `const ${unitNames};${functions.join('')}return [${protos.map((_, i) => `f${i}`)}];`;
  const extra = [...units.values()];
  const factories = evaluate(kits, { mode: 'plain', sites, extra, body }) as Factory<LuaFunction>[];
  protos.forEach((proto, i) => {
    (units.get(proto) as CompiledUnit).factory = factories[i];
  });
  return (factories[0] as Factory<LuaFunction>)();
}

function share(mode: Mode, sites: SiteNames, factory: (child: Proto) => string): Shared {
  return {
    mode,
    site: (proto, pc) => sites.name(proto, pc),
    isKnown: (proto, pc) => sites.has(proto, pc),
    factory,
  };
}
