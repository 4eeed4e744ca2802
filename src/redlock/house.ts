/** What the locks of one quorum share: settings, sizes, the outboxes of the instances, and hints. */
import { Hints } from './hint.ts';
import { EndOfTick } from './instance/end-of-tick.ts';
import type { Instance } from './instance/instance.ts';
import { type CallHeads, Outbox } from './instance/outbox.ts';
import { loadScripts, type Scripts } from './instance/script.ts';
import { instanceTimeoutOf, type RedlockOptions, type Settings, settingsOf } from './option.ts';
import { type Quorum, quorumOf } from './round/quorum.ts';
import { driftMs } from './round/validity.ts';
import { Witness } from './witness/witness.ts';

/**
 * The safeguards that arithmetic and rounds rest on, each of which can be taken away: for the tests that
 * show that each of them is needed, and for nothing else.
 */
export interface Safeguards {
  /** A round whose time is over is lost. */
  readonly validity: boolean;
  /** Drift is taken off the TTL. */
  readonly drift: boolean;
  /** A lost round releases at every instance, not only where it was granted. */
  readonly releaseOnAll: boolean;
  /** The scripts themselves. */
  readonly scripts: Scripts;
}

export interface House {
  readonly settings: Settings;
  readonly quorum: Quorum;
  readonly outboxes: readonly Outbox[];
  readonly hints: Hints;
  readonly witness: Witness;
  readonly safeguards: Safeguards;
  /** How long an instance sits out after a restart: the longest lock by the slowest clock. */
  readonly quarantineMs: number;
}

/** @throws RangeError, TypeError for options out of bounds and for instances that are not distinct */
export function buildHouse(
  instances: readonly Instance[],
  options: RedlockOptions,
  without: Partial<Safeguards>,
): House {
  const settings = settingsOf(options);
  const quorum = quorumOf(instances.length, options.tolerate, options.quorum);
  assertDistinct(instances);
  if (settings.waitForDisk) assertDisks(instances);
  const scripts = without.scripts ?? loadScripts();
  const quarantineMs = Math.ceil(settings.maxTtlMs + driftMs(settings.maxTtlMs, settings.clockRateBound));
  const endOfTick = new EndOfTick();
  const outboxes = instances.map((instance) => {
    const heads = headsOf(settings, quarantineMs, instance.isCluster === true);
    const { prefix, world } = settings;
    return new Outbox(instance, { scripts, heads, prefix, world, endOfTick });
  });
  const safeguards = { validity: true, drift: true, releaseOnAll: true, ...without, scripts };
  const witness = new Witness(settings.telemetry);
  return { settings, quorum, outboxes, hints: new Hints(), witness, safeguards, quarantineMs };
}

/** What must be taken off a lock's TTL. */
export function driftOf(house: House, ttlMs: number): number {
  return house.safeguards.drift ? driftMs(ttlMs, house.settings.clockRateBound) : 0;
}

function headsOf(settings: Settings, quarantineMs: number, isCluster: boolean): CallHeads {
  const { restart, tombstoneMs, counterIdleMs } = settings;
  const idle = String(counterIdleMs);
  const onDiskWithinMs = settings.waitForDisk ? instanceTimeoutOf(settings, settings.maxTtlMs) : undefined;
  return {
    acquire: { hasRecord: true, args: [restart, String(quarantineMs), idle], onDiskWithinMs },
    share: { hasRecord: true, args: [restart, String(quarantineMs), idle], onDiskWithinMs },
    join: { hasRecord: true, args: [idle], onDiskWithinMs },
    raise: { hasRecord: true, args: [idle], onDiskWithinMs },
    extend: { hasRecord: false, args: [], onDiskWithinMs },
    release: { hasRecord: false, args: [String(tombstoneMs), isCluster ? 'SPUBLISH' : 'PUBLISH'] },
    inspect: { hasRecord: false, args: [restart] },
    admit: { hasRecord: false, args: [restart] },
    want: { hasRecord: false, args: [] },
    look: { hasRecord: false, args: [] },
    line: { hasRecord: false, args: [] },
  };
}

/** One instance twice would have two votes with one memory. */
function assertDistinct(instances: readonly Instance[]): void {
  const names = new Set<string>();
  for (const { name } of instances) {
    if (typeof name !== 'string' || name === '') throw new TypeError('an instance needs a name');
    if (names.has(name)) throw new RangeError(`the instance ${name} is there twice: each has one vote`);
    names.add(name);
  }
}

/** @throws TypeError naming an instance that has no disk, or whose client has no single connection to wait on */
function assertDisks(instances: readonly Instance[]): void {
  for (const { name, evaluateOnDisk } of instances)
    if (evaluateOnDisk === undefined)
      throw new TypeError(
        `${name} cannot wait for its disk: waitForDisk needs a plain client of ioredis or node-redis`,
      );
}
