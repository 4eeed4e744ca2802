/** Runs of the lab for its benchmarks: what each took of real time and of one core. */
const built = new URL('../../dist/lab.js', import.meta.url).href;
export const lab = (await import(built)) as typeof import('../../src/lab.ts');
type Lab = typeof lab;
export type Plan = ReturnType<Lab['planOf']>;
export type History = Awaited<ReturnType<Lab['run']>>;

/** A library, and the client that it is given; none at the Instance port. */
export interface Subject {
  readonly library: string;
  readonly client?: 'ioredis' | 'ioredis6' | 'redis';
}

export const SUBJECTS: readonly Subject[] = [
  { library: 'tidelock' },
  { library: 'redlock@5' },
  { library: 'tidelock', client: 'ioredis' },
  { library: 'redlock@5', client: 'ioredis' },
];

export function nameOf({ library, client }: Subject): string {
  return client === undefined ? `${library}, Instance port` : `${library} on real ${client}`;
}

export interface Measured {
  readonly history: History;
  readonly acquisitions: number;
  readonly cpuSeconds: number;
  readonly seconds: number;
  readonly simulatedSeconds: number;
}

const pool = new lab.EnginePool();
const compiled = new Map();

/** One run, measured. */
export async function simulate({ library, client }: Subject, seed: number, plan: Plan): Promise<Measured> {
  const adapter = lab.libraryOf(library).open();
  const packages = { compiled };
  const level = client === undefined ? { packages } : { sockets: { client, ...packages } };
  const cpu = process.cpuUsage();
  const beganAtMs = performance.now();
  const history = await lab.run({ seed, plan, adapter, pool, ...level });
  const seconds = (performance.now() - beganAtMs) / 1e3;
  const { user, system } = process.cpuUsage(cpu);
  return {
    history,
    acquisitions: history.events.filter(({ kind }) => kind === 'acquire').length,
    cpuSeconds: (user + system) / 1e6,
    seconds,
    simulatedSeconds: (history.events.at(-1)?.at ?? 0) / 1e6,
  };
}

/** Every kind of fault that a run outlives, one after another, all the time. */
export function faultsFor(ms: number, { clients, instances }: { clients: number; instances: number }) {
  return Array.from({ length: Math.min(1_000, Math.floor(ms / 100)) }, (_, index) => {
    const on = { client: `c${(index % clients) + 1}`, instance: `i${(index % instances) + 1}` };
    const atMs = 100 * (index + 1);
    const row = [
      { kind: 'reset', ...on, atMs },
      { kind: 'slow', ...on, atMs, forMs: 50, byMs: 5 },
      { kind: 'partition', ...on, atMs, forMs: 20, way: 'both' },
      { kind: 'pause', node: on.client, atMs, forMs: 20 },
      { kind: 'loss', ...on, atMs, forMs: 50, share: 0.1 },
    ] as const;
    return row[index % row.length] as (typeof row)[number];
  });
}
