/** The report for CI: JUnit's XML, a suite a library, a case a promise. Only a bug fails a case. */
import { escapeMarkup } from '../picture/escape.ts';
import type { LibraryTally, PromiseTally } from './tally.ts';

const US_PER_S = 1e6;

/** XML of all libraries. Times are simulated, in seconds. */
export function reportJunit(tallies: readonly LibraryTally[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="tidelock lab">\n${tallies.map(suite).join('')}</testsuites>\n`;
}

function suite({ library, promises, simulatedUs }: LibraryTally): string {
  const failures = promises.filter(({ outcome }) => outcome === 'inside').length;
  const skipped = promises.filter(({ outcome }) => outcome === 'unpromised').length;
  const head = `name="${escapeMarkup(library)}" tests="${promises.length}" failures="${failures}" errors="0" skipped="${skipped}" time="${(simulatedUs / US_PER_S).toFixed(3)}"`;
  return `  <testsuite ${head}>\n${promises.map((promise) => testcase(library, promise)).join('')}  </testsuite>\n`;
}

function testcase(library: string, tally: PromiseTally): string {
  const head = `    <testcase classname="${escapeMarkup(library)}" name="${tally.promise}: ${escapeMarkup(tally.about)}"`;
  const inner = inside(tally);
  return inner === '' ? `${head}/>\n` : `${head}>\n      ${inner}\n    </testcase>\n`;
}

function inside({ outcome, first, promise }: PromiseTally): string {
  if (outcome === 'unpromised') return '<skipped message="the library does not promise it"/>';
  if (first === undefined) return '';
  const replay = first.replay === '' ? `seed ${first.seed}` : `tidelock lab replay ${first.replay}`;
  const sentence = escapeMarkup(first.sentence);
  if (outcome === 'inside')
    return `<failure type="${promise}" message="${sentence}">${escapeMarkup(replay)}</failure>`;
  return `<system-out>${sentence} Outside the assumptions: ${first.broken.join(', ')}. ${escapeMarkup(replay)}</system-out>`;
}
