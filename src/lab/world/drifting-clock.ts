/**
 * A clock of one simulated machine, as a straight line over true time that bends where somebody changes it:
 * a rate near one, steps, and (for a monotonic clock) a standstill while the machine is suspended. It reads
 * true time from its caller and keeps none of its own. Rates are whole parts per million, so that the same
 * history gives the same microsecond on every machine.
 */

const MILLION = 1_000_000;
/** How far a rate may be from true time: a clock at half or one and a half speed. */
export const MAX_DRIFT_PPM = 500_000;

export class DriftingClock {
  #sinceUs = 0;
  #readingUs: number;
  #driftPpm = 0;
  #stopped = false;

  constructor(startUs: number) {
    this.#readingUs = startUs;
  }

  /** What the clock shows at a true time not before its last change, in whole microseconds. */
  readAt(trueUs: number): number {
    if (this.#stopped) return this.#readingUs;
    const passedUs = trueUs - this.#sinceUs;
    return this.#readingUs + passedUs + Math.floor((passedUs * this.#driftPpm) / MILLION);
  }

  /** The first true time, now or later, at which the clock shows `readingUs`; undefined while it stands. */
  whenShows(readingUs: number, nowUs: number): number | undefined {
    if (this.readAt(nowUs) >= readingUs) return nowUs;
    if (this.#stopped) return undefined;
    const wantedUs = readingUs - this.#readingUs;
    let atUs = this.#sinceUs + Math.ceil((wantedUs * MILLION) / (MILLION + this.#driftPpm));
    // Rounding is off by a microsecond at most, either way.
    if (this.readAt(atUs) < readingUs) atUs += 1;
    else if (this.readAt(atUs - 1) >= readingUs) atUs -= 1;
    return Math.max(atUs, nowUs);
  }

  setDrift(driftPpm: number, nowUs: number): void {
    if (!Number.isInteger(driftPpm) || Math.abs(driftPpm) > MAX_DRIFT_PPM) {
      throw new RangeError(`not a drift within ${MAX_DRIFT_PPM} parts per million: ${driftPpm}`);
    }
    this.#bend(nowUs);
    this.#driftPpm = driftPpm;
  }

  stepBy(byUs: number, nowUs: number): void {
    this.#bend(nowUs);
    this.#readingUs += byUs;
  }

  stop(nowUs: number): void {
    this.#bend(nowUs);
    this.#stopped = true;
  }

  resume(nowUs: number): void {
    this.#bend(nowUs);
    this.#stopped = false;
  }

  #bend(nowUs: number): void {
    this.#readingUs = this.readAt(nowUs);
    this.#sinceUs = nowUs;
  }
}
