/** The bar that shows how far a search is: seeds a second and violations so far. On a terminal only. */
import { Presets, SingleBar } from 'cli-progress';
import type { Progress } from '../../lab/search/search.ts';

/** How long a search goes on. */
export interface Length {
  readonly seconds?: number | undefined;
  readonly seeds?: number | undefined;
}

export interface SearchBar {
  show(progress: Progress): void;
  end(): void;
}

const FORMAT =
  '{library} {bar} {percentage}% | {seeds} seeds, {rate}/s | {acquisitions} locks | {broken} broken';

/** On standard error, so that what is printed can be piped. */
export function searchBar(library: string, { seconds, seeds }: Length): SearchBar {
  if (!process.stderr.isTTY) return { show: () => {}, end: () => {} };
  const bar = new SingleBar(
    { format: FORMAT, stream: process.stderr, clearOnComplete: true, hideCursor: true, fps: 5 },
    Presets.shades_classic,
  );
  const total = seconds === undefined ? (seeds ?? 1) : seconds * 10;
  bar.start(total, 0, { library, seeds: 0, rate: 0, acquisitions: 0, broken: 0 });
  return {
    show: ({ seeds: done, acquisitions, broken, seconds: spent }) => {
      const rate = spent === 0 ? 0 : Math.round(done / spent);
      const value = seconds === undefined ? done : Math.min(total, Math.floor(spent * 10));
      bar.update(value, { library, seeds: done, rate, acquisitions, broken });
    },
    end: () => bar.stop(),
  };
}
