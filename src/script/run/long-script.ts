/** LongScript: a script that takes long, as its caller sees it: a reply that comes after some steps. */
import type { Reply } from '../../base/reply.ts';
import type { LuaValue } from '../../vm/index.ts';
import type { LongRun } from './long-run.ts';

export class LongScript {
  readonly #run: LongRun;
  readonly #finish: (result: () => LuaValue) => Reply;

  /** `finish` makes the reply of the first result, or of the LuaError that asking for it throws. */
  constructor(run: LongRun, finish: (result: () => LuaValue) => Reply) {
    this.#run = run;
    this.#finish = finish;
  }

  /** When it began, on the host's clock. */
  get startedMs(): number {
    return this.#run.startedMs;
  }

  /** Goes on for a few ms; its reply, or undefined: it is not over. */
  step(): Reply | undefined {
    let isOver = true;
    const reply = this.#finish(() => {
      const results = this.#run.step();
      isOver = results !== undefined;
      return results?.[0];
    });
    return isOver ? reply : undefined;
  }

  /** Its next step ends it with this error, which the script cannot catch. */
  stop(message: string): void {
    this.#run.stop(message);
  }
}
