/** The Date of a simulated process: the real one, but "now" is what the process's wall clock shows. */
import type { World } from '../../base/world.ts';

/** A Date constructor over a World; its instances are real dates. */
export function virtualDate(world: World): DateConstructor {
  function VirtualDate(this: unknown, ...parts: unknown[]): unknown {
    const isNow = parts.length === 0 || new.target === undefined;
    const date = Reflect.construct(Date, isNow ? [world.nowMs()] : parts, new.target ?? Date);
    return new.target === undefined ? String(date) : date;
  }
  VirtualDate.prototype = Date.prototype;
  const now = () => world.nowMs();
  return Object.assign(VirtualDate, { now, parse: Date.parse, UTC: Date.UTC }) as unknown as DateConstructor;
}
