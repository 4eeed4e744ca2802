/**
 * A run as lanes of letters, for the log of a CI job: a column is a stretch of time, a row a client or an instance.
 * What matters most in a stretch is what its column shows.
 */
import type { JudgedViolation, Verdict } from '../check/judge.ts';
import { type Ledger, openLedger } from '../check/ledger/ledger.ts';
import type { Span } from '../check/ledger/span.ts';
import type { History } from '../history/history.ts';
import { formatInstant, formatLength } from '../history/instant.ts';
import { clientOf } from './sentence.ts';
import { clean, explainViolation } from './story.ts';

const COLUMNS = 72;
/** The most rows, and the most violations told beneath. */
const MAX_ROWS = 40;
const MAX_TOLD = 10;
const MAX_NAME = 16;

/** How a row is painted: later paint covers earlier. */
interface Paint extends Span {
  readonly sign: string;
}

/** `columns` is how wide the lanes are. */
export interface TimelineOptions {
  readonly columns?: number;
}

/** The timeline and, beneath, the sentences of its violations. */
export function writeTimeline(history: History, verdict: Verdict, options: TimelineOptions = {}): string {
  const ledger = openLedger(history);
  const columns = Math.max(10, options.columns ?? COLUMNS);
  const scale = new Scale(ledger.endAt, columns);
  const { header } = history;
  const rows = [
    ...header.clients.map((name) => row(name, scale.paint(clientPaint(ledger, verdict, name)))),
    ...header.instances.map((name) => row(name, scale.paint(instancePaint(ledger, name)))),
  ];
  const broken = row(
    'broken',
    scale.paint(verdict.violations.map((violation) => ({ ...spanOf(violation), sign: '!' }))),
  );
  const hidden = rows.length > MAX_ROWS ? [`… ${rows.length - MAX_ROWS} more rows`] : [];
  return [
    `${clean(header.library)}, seed ${header.seed}: ${formatInstant(0)} to ${formatInstant(ledger.endAt)}, a column is ${formatLength(Math.ceil(ledger.endAt / columns))}`,
    ...rows.slice(0, MAX_ROWS),
    ...hidden,
    ...(verdict.violations.length > 0 ? [broken] : []),
    LEGEND,
    ...told(verdict),
    ...(header.replay === '' ? [] : [`replay: tidelock lab replay ${clean(header.replay)}`]),
    '',
  ].join('\n');
}

const LEGEND =
  '· waits  █ is said to hold  ▓ while another is, too  ░ stands still  ▼ is told  × is down, killed  letters: whose key';

function told({ violations }: Verdict): readonly string[] {
  const lines = violations.slice(0, MAX_TOLD).map((violation) => `! ${clean(explainViolation(violation))}`);
  return violations.length > MAX_TOLD ? [...lines, `… ${violations.length - MAX_TOLD} more`] : lines;
}

function row(name: string, lane: string): string {
  const short = clean(name);
  const cut = short.length > MAX_NAME ? `${short.slice(0, MAX_NAME - 1)}…` : short;
  return `${cut.padStart(MAX_NAME)} │${lane}│`;
}

function clientPaint(ledger: Ledger, verdict: Verdict, client: string): readonly Paint[] {
  const { calls, events, holds, pauses, endAt } = ledger;
  const waits = calls.filter(({ asked }) => asked.client === client && asked.kind === 'acquire');
  const claims = holds.filter((hold) => hold.asked.client === client).flatMap((hold) => hold.claims);
  const clashes = verdict.violations.filter(
    ({ promise, locks }) => promise === 'exclusion' && locks.some((lock) => clientOf(lock) === client),
  );
  return [
    ...waits.map(
      (call): Paint => ({
        fromUs: call.asked.at,
        untilUs: call.outcome?.at ?? call.killedAt ?? endAt,
        sign: '·',
      }),
    ),
    ...claims.map((span): Paint => ({ ...span, sign: '█' })),
    ...clashes.map((violation): Paint => ({ ...spanOf(violation), sign: '▓' })),
    ...(pauses.get(client) ?? []).map((span): Paint => ({ ...span, sign: '░' })),
    ...events.flatMap((event): readonly Paint[] => {
      if ((event.kind !== 'told' && event.kind !== 'kill') || event.client !== client) return [];
      return [{ fromUs: event.at, untilUs: event.at, sign: event.kind === 'told' ? '▼' : '×' }];
    }),
  ];
}

function instancePaint({ keys, events, endAt }: Ledger, instance: string): readonly Paint[] {
  const lives = [...keys.values()].flat().filter((life) => life.instance === instance);
  const paint = lives.map(
    ({ fromUs, untilUs, owner }): Paint => ({ fromUs, untilUs, sign: letterOf(owner) }),
  );
  let downUs: number | undefined;
  for (const event of events) {
    if (!('instance' in event) || event.instance !== instance) continue;
    if (event.kind === 'crash') downUs = event.at;
    else if (event.kind === 'back' && downUs !== undefined) {
      paint.push({ fromUs: downUs, untilUs: event.at, sign: '×' });
      downUs = undefined;
    }
  }
  if (downUs !== undefined) paint.push({ fromUs: downUs, untilUs: endAt, sign: '×' });
  return paint;
}

function letterOf(owner: string): string {
  return clean(clientOf(owner)).at(-1) ?? '?';
}

function spanOf({ atUs, untilUs }: JudgedViolation): Span {
  return { fromUs: atUs, untilUs };
}

/** Columns of a lane. */
class Scale {
  readonly #endUs: number;
  readonly #columns: number;

  constructor(endUs: number, columns: number) {
    this.#endUs = Math.max(1, endUs);
    this.#columns = columns;
  }

  /** What is shorter than a column still fills one. */
  paint(paints: readonly Paint[]): string {
    const lane = new Array<string>(this.#columns).fill(' ');
    for (const { fromUs, untilUs, sign } of paints) {
      const first = this.#column(fromUs);
      const last = Math.max(first, this.#column(untilUs - 1));
      for (let column = first; column <= last; column++) lane[column] = sign;
    }
    return lane.join('');
  }

  #column(us: number): number {
    const column = Math.floor((us / this.#endUs) * this.#columns);
    return Math.min(Math.max(0, column), this.#columns - 1);
  }
}
