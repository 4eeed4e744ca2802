/**
 * Whether the steps of one mutex fit some order, in the manner of porcupine, but walked in time: at each return the
 * search keeps every state that the calls begun so far allow. It carries only what is still open, so a calm history
 * costs little however long it is. Three answers: legal, illegal, or unknown when the bound was reached.
 */
import { FREE, type MutexState, type Step, take, vacate } from './mutex.ts';

/** The most states that one return may need; beyond it the answer is unknown. */
export const MAX_STATES = 20_000;

/** The answer; `step` is the return at which no order was left, `open` what had been called by then. */
export type Linearity =
  | { readonly kind: 'legal' | 'unknown' }
  | { readonly kind: 'illegal'; readonly step: Step; readonly open: readonly Step[] };

/** A state, and the numbers of the open steps that have already happened in it. */
interface Config {
  readonly state: MutexState;
  readonly done: readonly number[];
}

interface Moment {
  /** What returns now. */
  readonly step: Step;
  readonly open: readonly Step[];
  readonly maxStates: number;
}

/** Looks for an order that the model allows; `steps` are in the order of their returns. */
export function linearize(steps: readonly Step[], maxStates = MAX_STATES): Linearity {
  const calls = [...steps].sort((a, b) => a.askedUs - b.askedUs);
  let open: Step[] = [];
  let called = 0;
  let configs: readonly Config[] = [{ state: FREE, done: [] }];
  for (const step of steps) {
    for (; (calls[called]?.askedUs ?? Number.POSITIVE_INFINITY) <= step.fromUs; called++)
      open.push(calls[called] as Step);
    const next = afterReturn(configs, { step, open, maxStates });
    if (next === undefined) return { kind: 'unknown' };
    if (next.length === 0) return { kind: 'illegal', step, open };
    configs = next;
    open = open.filter((other) => other !== step);
  }
  return { kind: 'legal' };
}

/** Every config in which the step has happened, reached from those before it; nothing when there are too many. */
function afterReturn(configs: readonly Config[], moment: Moment): readonly Config[] | undefined {
  const { number } = moment.step;
  const seen = new Set<string>();
  const found: Config[] = [];
  const stack = [...configs];
  for (let config = stack.pop(); config !== undefined; config = stack.pop()) {
    const key = keyOf(config);
    if (seen.has(key)) continue;
    if (seen.size >= moment.maxStates) return undefined;
    seen.add(key);
    if (config.done.includes(number))
      found.push({ state: config.state, done: config.done.filter((other) => other !== number) });
    stack.push(...successors(config, moment));
  }
  return found;
}

function* successors({ state, done }: Config, { step: { fromUs }, open }: Moment): Iterable<Config> {
  const free = vacate(state, fromUs);
  if (free !== undefined) yield { state: free, done };
  for (const step of open) {
    const next = done.includes(step.number) ? undefined : take(state, step);
    if (next !== undefined) yield { state: next, done: [...done, step.number].sort((a, b) => a - b) };
  }
}

function keyOf({ state, done }: Config): string {
  return `${state.governing?.number ?? ''} ${state.token} ${done.join(' ')}`;
}
