/**
 * A parsed chunk as running JS: the texts of all its functions in one `new Function`, with the runtime's kit,
 * its call sites and its units as arguments. A twin is compiled on its own when it is first needed.
 */
import type { Proto } from '../front/proto.ts';
import type { Kit, Kits } from '../runtime/kit.ts';
import { type Box, Site, type Unit } from '../runtime/state.ts';
import type { LuaFunction, LuaTwin, LuaValue } from '../value.ts';
import { writeFunction } from './function.ts';
import type { Mode, Shared } from './writer.ts';

type Factory<F> = (...upvalues: Box[]) => F;
type Twin = (...args: LuaValue[]) => LuaTwin;

class CompiledUnit implements Unit {
  readonly proto: Proto;
  readonly #kits: Kits;
  readonly #units: ReadonlyMap<Proto, CompiledUnit>;
  factory: Factory<LuaFunction> | undefined = undefined;
  #twin: Factory<Twin> | undefined = undefined;

  constructor(proto: Proto, kits: Kits, units: ReadonlyMap<Proto, CompiledUnit>) {
    this.proto = proto;
    this.#kits = kits;
    this.#units = units;
  }

  makeTwin(upvalues: readonly Box[]): Twin {
    this.#twin ??= compileTwin(this.proto, this.#kits.twin, this.#units);
    return this.#twin(...upvalues);
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

  declarations(): string {
    if (this.sites.length === 0) return '';
    return `const ${this.sites.map((_, i) => `s${i}=sites[${i}]`).join(',')};`;
  }
}

function evaluate(kit: Kit, sites: SiteNames, extra: readonly unknown[], body: string): unknown {
  const names = `const {${Object.keys(kit).join(',')}}=kit;`;
  const text = `"use strict";${names}${sites.declarations()}${body}`;
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
  for (const proto of protos) units.set(proto, new CompiledUnit(proto, kits, units));
  const sites = new SiteNames();
  const indices = new Map(protos.map((proto, i) => [proto, i]));
  const shared = share('plain', sites, (child) => `f${indices.get(child)}`);
  const functions = protos.map((proto, i) => `const f${i}=${writeFunction(proto, shared, `x${i}`)};`);
  const unitNames = protos.map((_, i) => `x${i}=extra[${i}]`);
  const body = `const ${unitNames};${functions.join('\n')}\nreturn [${protos.map((_, i) => `f${i}`)}];`;
  const factories = evaluate(kits.plain, sites, [...units.values()], body) as Factory<LuaFunction>[];
  protos.forEach((proto, i) => {
    (units.get(proto) as CompiledUnit).factory = factories[i];
  });
  return (factories[0] as Factory<LuaFunction>)();
}

function compileTwin(proto: Proto, kit: Kit, units: ReadonlyMap<Proto, CompiledUnit>): Factory<Twin> {
  const sites = new SiteNames();
  const children = proto.children;
  const shared = share('twin', sites, (child) => `f${children.indexOf(child)}`);
  const text = writeFunction(proto, shared, 'undefined');
  const names = children.map((_, i) => `f${i}=extra[${i}]`);
  const declared = names.length === 0 ? '' : `const ${names};`;
  const factories = children.map((child) => units.get(child)?.factory);
  return evaluate(kit, sites, factories, `${declared}return ${text};`) as Factory<Twin>;
}

function share(mode: Mode, sites: SiteNames, factory: (child: Proto) => string): Shared {
  return { mode, site: (proto, pc) => sites.name(proto, pc), factory };
}
