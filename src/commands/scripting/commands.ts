/** The scripting family: its commands, collected for the table. */
import type { Command } from '../../engine/command/command.ts';
import { evaluate, evaluateReadonly, evaluateSha, evaluateShaReadonly } from './eval.ts';
import { fcall, fcallReadonly } from './fcall.ts';
import { functionContainer } from './function.ts';
import { script } from './script.ts';

export const scriptingCommands: readonly Command[] = [
  evaluate,
  evaluateReadonly,
  evaluateSha,
  evaluateShaReadonly,
  script,
  fcall,
  fcallReadonly,
  functionContainer,
];
