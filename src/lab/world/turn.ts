/**
 * Drives a timeline on the real event loop. Between two events every microtask and tick must have run; Node has
 * an inner function that does so at once. Where it is missing, one round of the event loop an event does it too.
 */
import { RealWorld } from '../../base/world.ts';
import { isTimeLimit, withinTime } from './time-limit.ts';
import type { Timeline } from './timeline.ts';

const REAL = new RealWorld();
/** Turns in one round of the real event loop, so that the host stays awake. */
const TURNS_PER_ROUND = 512;
/** With a limit, which costs as much as 50 turns a round. */
const LIMITED_TURNS_PER_ROUND = 16_384;
/** Of a stack trace: enough to find who threw what ends a run. */
const FRAMES = 1;
/** Share of the limit that a round takes at most, one turn aside, so that it is a turn that meets the limit. */
const ROUND_SHARE = 0.02;

/** Node's own drain of ticks and microtasks: internal, and the same from Node 11 on. */
function findDrain(): (() => void) | undefined {
  const { _tickCallback: drain } = process as unknown as { _tickCallback?: () => void };
  return typeof drain === 'function' ? () => drain.call(process) : undefined;
}

export interface DriveOptions {
  readonly untilUs: number;
  /** Asked after each turn; true ends the drive early. */
  readonly isOver?: () => boolean;
  /** One round of the real event loop a turn, as where Node has no inner drain. Default false. */
  readonly onLoop?: boolean;
  /**
   * Ends a turn after this much real time, ms, and blames its owner. It needs Node's inner drain. Default none.
   */
  readonly limitMs?: number;
}

/**
 * Runs the timeline until a time, or until it is over. Rejects with what nobody listens for. One drive at a time:
 * while it runs, what a turn fails to catch is its owner's affair and not the host's.
 */
export async function drive(timeline: Timeline, options: DriveOptions): Promise<void> {
  const letGo = capture(timeline);
  const { stackTraceLimit } = Error;
  // Errors are everyday here, no stack gets into a history, and to take them cost a tenth of a run.
  Error.stackTraceLimit = FRAMES;
  try {
    await rounds(timeline, options);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    letGo();
  }
}

function capture(timeline: Timeline): () => void {
  const mayCapture = !process.hasUncaughtExceptionCaptureCallback();
  const blame = (error: unknown) => {
    timeline.isInterrupted = true;
    // Time that was up between two turns is nobody's fault.
    if (timeline.isInTurn || !isTimeLimit(error)) timeline.blame(error);
  };
  if (mayCapture) process.setUncaughtExceptionCaptureCallback(blame);
  const hosts = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', (reason) => timeline.blame(reason, 'unhandled-rejection'));
  return () => {
    if (mayCapture) process.setUncaughtExceptionCaptureCallback(null);
    process.removeAllListeners('unhandledRejection');
    for (const host of hosts) process.on('unhandledRejection', host);
  };
}

function rounds(timeline: Timeline, options: DriveOptions): Promise<void> {
  const inner = options.onLoop === true ? undefined : findDrain();
  const { limitMs } = options;
  return new Promise<void>((resolve) => {
    const round = () => {
      // Planned first: a tick that throws ends this round, and Node must be the one to catch it, because it keeps
      // a stack of its own of what is running.
      const next = timeline.aside(() => setImmediate(round));
      let goesOn = true;
      const turns = () => {
        goesOn = inner === undefined ? turnOnLoop(timeline, options) : turnsOf(timeline, options, inner);
      };
      if (limitMs === undefined || inner === undefined) turns();
      else withinTime(limitMs, turns);
      if (goesOn) return;
      clearImmediate(next);
      resolve();
    };
    setImmediate(round);
  }).then(() => {
    if (timeline.failure !== undefined) throw timeline.failure.error;
  });
}

/** One round's turns, each drained; false when it was the last round. */
function turnsOf(timeline: Timeline, options: DriveOptions, drain: () => void): boolean {
  // A turn before this one may have thrown, and left something.
  timeline.isInterrupted = false;
  if (timeline.isInTurn) drain();
  timeline.endTurn();
  const { limitMs } = options;
  const most = limitMs === undefined ? TURNS_PER_ROUND : LIMITED_TURNS_PER_ROUND;
  const untilMs = REAL.monotonicMs() + (limitMs ?? Number.POSITIVE_INFINITY) * ROUND_SHARE;
  for (let i = 0; i < most && (limitMs === undefined || REAL.monotonicMs() < untilMs); i++) {
    if (isOver(timeline, options) || !timeline.step(options.untilUs)) return false;
    drain();
    timeline.endTurn();
  }
  return true;
}

/** One turn; the event loop drains it. */
function turnOnLoop(timeline: Timeline, options: DriveOptions): boolean {
  timeline.isInterrupted = false;
  timeline.endTurn();
  return !isOver(timeline, options) && timeline.step(options.untilUs);
}

function isOver(timeline: Timeline, options: DriveOptions): boolean {
  return timeline.failure !== undefined || options.isOver?.() === true;
}
