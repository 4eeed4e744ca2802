/**
 * The space of a search: what may befall a run, and what it declares. Plans are drawn inside what is declared; going
 * beyond an assumption has to be asked for by its name, and then the verdict must name it.
 */
import type { AssumptionName } from '../check/violation.ts';
import type { Assumptions } from '../history/event.ts';
import { type FaultKind, HABITS, type Habit, type Plan } from '../run/plan.ts';

/** From what plans are drawn. */
export interface SearchSpace {
  readonly instances: readonly number[];
  readonly clients: readonly number[];
  readonly ttlMs: readonly number[];
  /** The most rounds of a client. */
  readonly rounds: number;
  /** Kinds that may befall a run; each run has a few of them. */
  readonly faults: readonly FaultKind[];
  /** What clients may make a habit of; each run has some of them. */
  readonly habits: readonly Habit[];
  /** The most faults of a run. */
  readonly mostFaults: number;
  /** What each run declares. Faults that it has no room for are not drawn. */
  readonly assume: Assumptions;
  /** Limits of what libraries are held to, other than those of every plan. */
  readonly promises: Partial<Plan['promises']>;
  /** Assumptions that runs break on purpose. */
  readonly beyond: readonly AssumptionName[];
}

/** Faults that only the named assumption makes room for; the others may befall anybody. */
export const NEEDS: { readonly [Kind in FaultKind]?: AssumptionName } = {
  'clock-step': 'clockStepUs',
  'clock-rate': 'clockRateBound',
  failover: 'amnesia',
  flush: 'amnesia',
  evict: 'evictions',
  pause: 'pauseUs',
  suspend: 'pauseUs',
  partition: 'delayUs',
  slow: 'delayUs',
};

/** As our own Redlock declares it: clients' clocks may step, one instance may come back empty. */
export const SPACE: SearchSpace = {
  instances: [3, 3, 5],
  clients: [1, 2, 3, 4],
  ttlMs: [50, 200, 1_000],
  rounds: 20,
  faults: [
    'pause',
    'suspend',
    'kill',
    'clock-step',
    'clock-rate',
    'crash',
    'flush',
    'evict',
    'failover',
    'partition',
    'slow',
    'loss',
    'reset',
  ],
  habits: HABITS,
  mostFaults: 12,
  assume: {
    clockRateBound: 0.005,
    clockStepUs: 2_000_000,
    amnesia: 1,
    evictions: 0,
    pauseUs: 60_000_000,
    delayUs: 60_000_000,
  },
  promises: {},
  beyond: [],
};
