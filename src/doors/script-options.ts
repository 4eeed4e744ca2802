/** What a caller in the process may ask of a script's run, and the check of it. */
import type { ScriptLimits } from '../engine/run/script-runner.ts';

/** Options of a script that the caller waits for. */
export interface ScriptOptions extends ScriptLimits {
  /** Ends the script wherever it stands; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
}

const NAMES = ['timeoutMs', 'maxSteps', 'maxMemoryBytes'] as const;

/** The limits among them. @throws RangeError for one that is no positive number */
export function readLimits(options: ScriptLimits): ScriptLimits {
  for (const name of NAMES) {
    const value = options[name];
    if (value !== undefined && !(typeof value === 'number' && value > 0))
      throw new RangeError(`${name} is a positive number, not ${String(value)}`);
  }
  return options;
}
