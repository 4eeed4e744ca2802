/**
 * A run told in sentences, one a line, each violation where it happens. Long runs are told around their violations:
 * what is left out is counted, never hidden. Text from outside loses its control characters, for this is printed.
 */
import type { JudgedViolation, Verdict } from '../check/judge.ts';
import type { LabEvent } from '../history/event.ts';
import type { History } from '../history/history.ts';
import { formatInstant } from '../history/instant.ts';
import { isMessage, sentenceOf } from './sentence.ts';

/** The most lines of a story, unless told otherwise. */
const MAX_LINES = 200;

/** One line: an event, a violation, or a count of what is left out. */
export interface StoryLine {
  readonly kind: 'event' | 'violation' | 'omission';
  readonly atUs: number;
  readonly text: string;
}

/** The lines of a run; `maxLines` bounds the events among them. */
export function tellStory(
  history: History,
  verdict: Verdict,
  { maxLines = MAX_LINES } = {},
): readonly StoryLine[] {
  const told = history.events.filter((event) => !isMessage(event));
  const kept = keepAround(told, verdict.violations, maxLines);
  const lines: StoryLine[] = [];
  let skipped = 0;
  for (const [index, event] of told.entries()) {
    if (!kept.has(index)) {
      skipped++;
      continue;
    }
    pushOmission(lines, skipped, event.at);
    skipped = 0;
    lines.push({ kind: 'event', atUs: event.at, text: clean(sentenceOf(event)) });
  }
  pushOmission(lines, skipped, told.at(-1)?.at ?? 0);
  const marks = verdict.violations.map(violationLine).sort((a, b) => a.atUs - b.atUs);
  return weave(lines, marks);
}

/** The story as text, for a terminal. */
export function writeStory(lines: readonly StoryLine[]): string {
  return lines
    .map(({ kind, atUs, text }) => `${formatInstant(atUs).padStart(12)}  ${SIGNS[kind]} ${text}\n`)
    .join('');
}

/** A violation with its label: a bug of the library, or the assumption that was broken before it. */
export function explainViolation({ sentence, verdict, broken }: JudgedViolation): string {
  if (verdict === 'inside') return `${sentence} Nothing that was declared had been broken: a bug.`;
  const names = [...new Set(broken.map((breach) => breach.assumption))].join(', ');
  return `${sentence} Outside the assumptions (${names}): ${broken.map((breach) => breach.sentence).join(' ')}`;
}

const SIGNS = { event: ' ', violation: '!', omission: '…' } as const;

function violationLine(violation: JudgedViolation): StoryLine {
  return { kind: 'violation', atUs: violation.atUs, text: clean(explainViolation(violation)) };
}

function pushOmission(lines: StoryLine[], count: number, atUs: number): void {
  if (count > 0) lines.push({ kind: 'omission', atUs, text: `${count} events left out` });
}

/** Indices of the events nearest to the first violations, the same number before and after each; all if they fit. */
function keepAround(
  events: readonly LabEvent[],
  violations: readonly JudgedViolation[],
  maxLines: number,
): ReadonlySet<number> {
  if (events.length <= maxLines) return new Set(events.keys());
  const centres = violations.slice(0, MAX_CENTRES).map(({ atUs }) => indexAt(events, atUs));
  if (centres.length === 0) centres.push(0);
  const reach = Math.max(1, Math.floor(maxLines / centres.length / 2));
  const kept = new Set<number>();
  for (const centre of centres)
    for (let index = centre - reach; index < centre + reach; index++) if (events[index]) kept.add(index);
  return kept;
}

/** More violations than this are told, but not each with what surrounds it. */
const MAX_CENTRES = 10;

function indexAt(events: readonly LabEvent[], atUs: number): number {
  const index = events.findIndex((event) => event.at >= atUs);
  return index < 0 ? events.length : index;
}

function weave(lines: readonly StoryLine[], marks: readonly StoryLine[]): readonly StoryLine[] {
  const woven: StoryLine[] = [];
  let next = 0;
  for (const line of lines) {
    for (; (marks[next]?.atUs ?? Number.POSITIVE_INFINITY) < line.atUs; next++)
      woven.push(marks[next] as StoryLine);
    woven.push(line);
  }
  return [...woven, ...marks.slice(next)];
}

/** A terminal must not be told what to do by a library's error message. */
export function clean(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
}
