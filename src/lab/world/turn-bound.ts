/**
 * What one turn of a process may ask for: in a turn time stands, and code that loops until a clock has moved would
 * loop for ever. Past the bound it is thrown out, now and whenever it asks again.
 */
import type { Timeline } from './timeline.ts';

/** Clock readings and ticks of one turn; a turn of a real client has some tens. */
const MOST_ASKED = 100_000;

/** A process did not end its turn by itself. */
export class BusyLoop extends Error {
  override readonly name = 'BusyLoop';
}

export class TurnBound {
  readonly #timeline: Timeline;
  #turn = -1;
  #asked = 0;
  readonly #onBroken: (error: BusyLoop) => void;
  #broken: BusyLoop | undefined;

  /** @param onBroken is told once, whoever catches what is thrown */
  constructor(timeline: Timeline, onBroken: (error: BusyLoop) => void = () => {}) {
    this.#timeline = timeline;
    this.#onBroken = onBroken;
  }

  /** @throws BusyLoop past the bound */
  count(): void {
    const { turns } = this.#timeline;
    if (turns !== this.#turn) {
      this.#turn = turns;
      this.#asked = 0;
    }
    if (++this.#asked > MOST_ASKED && this.#broken === undefined) {
      this.#broken = new BusyLoop(`asked for the time or a tick more than ${MOST_ASKED} times in one turn`);
      this.#onBroken(this.#broken);
    }
    if (this.#broken !== undefined) throw this.#broken;
  }
}
