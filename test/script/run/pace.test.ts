import { describe, expect, it } from 'vitest';
import { type HeapGauge, Pace, type ScriptLimits, Stop } from '../../../src/script/run/pace.ts';
import { Unwind } from '../../../src/vm/index.ts';

/** A run that spends its fuel without end, until something is thrown; how many rations it had, and why it ended. */
function spend(limits: ScriptLimits | undefined, heap: HeapGauge): { rations: number; reason: unknown } {
  const tank = { fuel: 0, onFuel: undefined as (() => number) | undefined };
  let clockMs = 0;
  const pace = new Pace(
    tank,
    () => clockMs++,
    () => {},
    { heap },
  );
  pace.begin({ maySuspend: false, limits });
  for (let rations = 1; ; rations++) {
    try {
      tank.onFuel?.();
    } catch (thrown) {
      if (!(thrown instanceof Unwind)) throw thrown;
      return { rations, reason: thrown.reason };
    }
  }
}

function growing(perLook: number): HeapGauge {
  let usedBytes = 0;
  return { roomBytes: () => 1e9 - usedBytes, usedBytes: () => (usedBytes += perLook) };
}

const STILL: HeapGauge = { roomBytes: () => 1e9, usedBytes: () => 0 };

describe('a run is stopped', () => {
  it('where the heap has no room left, whatever its limits', () => {
    let looks = 0;
    const heap = { roomBytes: () => 3 - looks++, usedBytes: () => 0 };
    expect(spend(undefined, heap)).toEqual({ rations: 4, reason: new Stop('not enough memory') });
  });

  it('where it has grown the heap by more than it may', () => {
    expect(spend({ maxMemoryBytes: 1000 }, growing(100))).toEqual({
      rations: 11,
      reason: new Stop('Script stopped at 1000 bytes of memory...'),
    });
  });

  it('at its deadline, and not before', () => {
    expect(spend({ timeoutMs: 7 }, STILL)).toEqual({
      rations: 7,
      reason: new Stop('Script stopped after 7 ms...'),
    });
  });

  it('after its steps', () => {
    expect(spend({ maxSteps: 1_000_000 }, STILL).reason).toEqual(
      new Stop('Script stopped after 1000000 steps...'),
    );
  });
});
