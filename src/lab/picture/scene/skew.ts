/** How far a clock is ahead of true time, as far as the history tells. */
import type { LabEvent } from '../../history/event.ts';
import type { SkewPoint } from './mark.ts';

/** The points at which the skew of a node bends or jumps; empty for a clock that nothing befell. */
export function skewOf(events: readonly LabEvent[], node: string): readonly SkewPoint[] {
  const points: SkewPoint[] = [];
  let [atUs, aheadUs, rate] = [0, 0, 1];
  const advance = (toUs: number): void => {
    aheadUs += (rate - 1) * (toUs - atUs);
    atUs = toUs;
    points.push({ atUs, aheadUs: Math.round(aheadUs) });
  };
  for (const event of events) {
    if ((event.kind !== 'clock-step' && event.kind !== 'clock-rate') || event.node !== node) continue;
    advance(event.at);
    if (event.kind === 'clock-rate') rate = event.rate;
    else {
      aheadUs += event.byUs;
      points.push({ atUs, aheadUs: Math.round(aheadUs) });
    }
  }
  if (points.length > 0) advance(events.at(-1)?.at ?? atUs);
  return points;
}
