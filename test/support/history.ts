/** Headers of hand-written histories: three instances, three clients, a strict budget, every promise made. */
import type { Assumptions, Promises, RunHeader } from '../../src/lab/history/event.ts';

export const STRICT: Assumptions = {
  clockRateBound: 0.005,
  clockStepUs: 0,
  amnesia: 0,
  evictions: 0,
  pauseUs: 1_000,
  delayUs: 1_000,
};

export const ALL: Promises = {
  settleUs: 10_000,
  progressUs: 10_000,
  orphanUs: 100,
  tellUs: 100,
  bypass: 2,
  fenced: true,
};

export function header(part: Partial<RunHeader> = {}): RunHeader {
  return {
    kind: 'run',
    version: 1,
    seed: 7,
    replay: '',
    library: 'ours',
    instances: ['i1', 'i2', 'i3'],
    clients: ['a', 'b', 'c'],
    assumptions: STRICT,
    promises: ALL,
    ...part,
  };
}
