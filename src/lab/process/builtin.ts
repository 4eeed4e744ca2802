/**
 * What a simulated process finds when it requires one of Node's modules, and as globals: the real thing where it has no
 * time, no chance and no way out, a virtual one where it has. Anything else is refused by name.
 */
import assert from 'node:assert';
import asyncHooks from 'node:async_hooks';
import buffer from 'node:buffer';
import diagnosticsChannel from 'node:diagnostics_channel';
import events from 'node:events';
import path from 'node:path';
import querystring from 'node:querystring';
import stream from 'node:stream';
import stringDecoder from 'node:string_decoder';
import url from 'node:url';
import util from 'node:util';
import type { World } from '../../base/world.ts';
import { clone } from './clone.ts';
import type { Network } from './network.ts';
import { type Overseer, WatchedWorld } from './overseer.ts';
import { virtualCrypto, virtualMath } from './virtual-chance.ts';
import { virtualDate } from './virtual-date.ts';
import { virtualFiles } from './virtual-file.ts';
import { virtualDns, virtualNet, virtualTls } from './virtual-net.ts';
import { virtualTimers } from './virtual-timer.ts';

/** Neither time nor chance nor a way out. */
const HARMLESS: Readonly<Record<string, unknown>> = {
  assert,
  async_hooks: asyncHooks,
  buffer,
  diagnostics_channel: diagnosticsChannel,
  events,
  path,
  querystring,
  stream,
  string_decoder: stringDecoder,
  url,
  util,
};

const NS_PER_MS = 1e6;
const MS_PER_S = 1000;
/** Every simulated process has this one: no name of this machine gets into a history. */
const PID = 1;

/** What one process sees. */
export interface Surroundings {
  /** Names that hide the real globals. */
  readonly globals: Readonly<Record<string, unknown>>;
  /** Node's modules by name, without the prefix. */
  readonly builtins: Readonly<Record<string, unknown>>;
}

/** What there is outside of a process. */
interface Outside {
  readonly network: Network;
  readonly overseer: Overseer;
}

/** Builds the surroundings of one process over its World. */
export function surroundingsOf(unwatched: World, { network, overseer }: Outside): Surroundings {
  const world = new WatchedWorld(unwatched, overseer);
  const timers = virtualTimers(world);
  const crypto = virtualCrypto(world, overseer);
  const performance = { now: () => world.monotonicMs(), timeOrigin: world.nowMs() - world.monotonicMs() };
  const process = processOf(world, overseer);
  const globals = {
    ...timers.globals,
    AbortSignal: timers.AbortSignal,
    Date: virtualDate(world),
    Math: virtualMath(world),
    crypto: crypto.webcrypto,
    performance,
    process,
  };
  const files = virtualFiles(world);
  const dns = virtualDns({ world, network });
  const builtins: Record<string, unknown> = {
    ...HARMLESS,
    crypto,
    dns,
    'dns/promises': dns.promises,
    fs: files,
    'fs/promises': files.promises,
    net: virtualNet({ world: unwatched, network }),
    perf_hooks: { performance },
    process,
    timers: { ...timers.globals, promises: timers.promises },
    'timers/promises': timers.promises,
    tls: virtualTls(),
    tty: { isatty: () => false },
    os: { hostname: () => 'lab', platform: () => 'linux', EOL: '\n' },
  };
  // From Node 22 on a way round `require`.
  Object.assign(process, { getBuiltinModule: (name: string) => builtins[name.replace(/^node:/, '')] });
  return { globals, builtins };
}

function processOf(world: World, overseer: Overseer): NodeJS.Process {
  const nanos = () => Math.round(world.monotonicMs() * NS_PER_MS);
  const hrtime = (since: readonly [number, number] = [0, 0]) => {
    const elapsed = nanos() - since[0] * NS_PER_MS * MS_PER_S - since[1];
    return [Math.floor(elapsed / (NS_PER_MS * MS_PER_S)), elapsed % (NS_PER_MS * MS_PER_S)];
  };
  const quiet = function quiet(this: unknown) {
    return this;
  };
  return clone(process, {
    hrtime: Object.assign(hrtime, { bigint: () => BigInt(nanos()) }),
    uptime: () => world.monotonicMs() / MS_PER_S,
    pid: PID,
    env: {},
    on: quiet,
    once: quiet,
    off: quiet,
    removeListener: quiet,
    emitWarning: () => {},
    nextTick: (...given: Parameters<typeof process.nextTick>) => {
      overseer.asked();
      process.nextTick(...given);
    },
  });
}
