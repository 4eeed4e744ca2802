/** Spans of true time. */

/** From an instant up to, and not including, another. */
export interface Span {
  readonly fromUs: number;
  readonly untilUs: number;
}

/** The instant at which a process has had `forUs` of its own, when it stands still in `pauses`, in order and apart. */
export function afterOwnTime(fromUs: number, forUs: number, pauses: readonly Span[]): number {
  let dueUs = fromUs + forUs;
  for (const pause of pauses) {
    if (pause.fromUs > dueUs) break;
    dueUs += Math.max(0, pause.untilUs - Math.max(pause.fromUs, fromUs));
  }
  return dueUs;
}
