/** Words to write histories by hand: short, in any order; the script puts them in order of time. */
import type { LabEvent } from '../../src/lab/history/event.ts';
import type { History } from '../../src/lab/history/history.ts';
import { header } from './history.ts';

type Header = Parameters<typeof header>[0];

/** A history of these events, in order of time; what is at the same instant stays in the order given. */
export function script(events: readonly (LabEvent | readonly LabEvent[])[], part: Header = {}): History {
  const flat = events.flat() as LabEvent[];
  return { header: header(part), events: flat.sort((a, b) => a.at - b.at) };
}

interface Asked {
  readonly ttlUs?: number;
  readonly mode?: 'exclusive' | 'shared';
  readonly limit?: number;
  readonly resource?: string;
}

/** What a client does with the lock `op`. */
export function lock(client: string, op: number) {
  const call = { client, op };
  const hold = { client, lock: op };
  return {
    acquire: (at: number, { ttlUs = 100, mode = 'exclusive', limit = 1, resource = 'r' }: Asked = {}) =>
      ({ kind: 'acquire', at, ...call, resource, ttlUs, mode, limit }) as const,
    granted: (at: number, untilUs?: number, token?: number) =>
      ({
        kind: 'granted',
        at,
        ...call,
        ...(untilUs !== undefined && { untilUs }),
        ...(token !== undefined && { token }),
      }) as const,
    refused: (at: number) => ({ kind: 'refused', at, ...call, error: 'taken' }) as const,
    abort: (at: number) => ({ kind: 'abort', at, ...call }) as const,
    told: (at: number) => ({ kind: 'told', at, ...hold, cause: 'deadline' }) as const,
    asked: (at: number, held: boolean) => ({ kind: 'asked', at, ...hold, held }) as const,
    /** Called and settled. */
    release: (at: number, settledAt: number, id = op + 100) =>
      [
        { kind: 'release', at, op: id, ...hold },
        { kind: 'settled', at: settledAt, client, op: id },
      ] as const satisfies readonly LabEvent[],
    /** Called and granted. */
    extend: (at: number, grantedAt: number, untilUs: number, id = op + 200) =>
      [
        { kind: 'extend', at, op: id, ...hold, ttlUs: 100 },
        { kind: 'granted', at: grantedAt, client, op: id, untilUs },
      ] as const satisfies readonly LabEvent[],
    write: (at: number, read: number, value: number, accepted = true) =>
      ({ kind: 'write', at, ...hold, resource: 'r', read, value, accepted }) as const,
    /** Its keys at some instances, from and until. */
    keys: (at: number, untilUs: number, instances = ['i1', 'i2'], key = 'r'): readonly LabEvent[] =>
      instances.flatMap((instance) => [
        { kind: 'key-granted', at, instance, key, owner: `${client}/${op}`, untilUs } as const,
        { kind: 'key-expired', at: untilUs, instance, key, owner: `${client}/${op}` } as const,
      ]),
  };
}

export const end = (at: number): LabEvent => ({ kind: 'end', at });
export const healed = (at: number): LabEvent => ({ kind: 'healed', at });
export const pause = (client: string, at: number, untilUs: number): readonly LabEvent[] => [
  { kind: 'pause', at, client },
  { kind: 'resume', at: untilUs, client },
];
export const kill = (client: string, at: number): LabEvent => ({ kind: 'kill', at, client });
export const step = (node: string, at: number, byUs: number): LabEvent => ({
  kind: 'clock-step',
  at,
  node,
  byUs,
});
export const forget = (instance: string, at: number, lost: readonly string[] = ['r']): LabEvent => ({
  kind: 'back',
  at,
  instance,
  memory: 'empty',
  lost,
});
