/**
 * Drives a timeline on the real event loop. Between two events every microtask and tick must have run; Node has
 * an inner function that does so at once. Where it is missing, one round of the event loop an event does it too.
 */
import type { Timeline } from './timeline.ts';

/** Turns in one round of the real event loop, so that the host stays awake. */
const TURNS_PER_ROUND = 512;

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
}

/**
 * Runs the timeline until a time, or until it is over. Rejects with what nobody listens for. One drive at a time:
 * while it runs, what a turn fails to catch is its owner's affair and not the host's.
 */
export async function drive(timeline: Timeline, options: DriveOptions): Promise<void> {
  const mayCapture = !process.hasUncaughtExceptionCaptureCallback();
  if (mayCapture) process.setUncaughtExceptionCaptureCallback((error) => timeline.blame(error));
  try {
    await rounds(timeline, options);
  } finally {
    if (mayCapture) process.setUncaughtExceptionCaptureCallback(null);
  }
}

function rounds(timeline: Timeline, options: DriveOptions): Promise<void> {
  const inner = options.onLoop === true ? undefined : findDrain();
  const turns = inner === undefined ? 1 : TURNS_PER_ROUND;
  return new Promise<void>((resolve) => {
    const round = () => {
      // Planned first: a tick that throws ends this round, and Node must be the one to catch it, because it keeps
      // a stack of its own of what is running.
      const next = setImmediate(round);
      if (timeline.isInTurn) inner?.();
      timeline.endTurn();
      for (let i = 0; i < turns; i++) {
        if (
          timeline.failure !== undefined ||
          options.isOver?.() === true ||
          !timeline.step(options.untilUs)
        ) {
          clearImmediate(next);
          return resolve();
        }
        if (inner === undefined) return undefined;
        inner();
        timeline.endTurn();
      }
      return undefined;
    };
    setImmediate(round);
  }).then(() => {
    if (timeline.failure !== undefined) throw timeline.failure.error;
  });
}
