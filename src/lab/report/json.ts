/** The report for other programs: tallies as JSON, with a version. */
import type { LibraryTally } from './tally.ts';

/** What the JSON looks like: changes that break a reader raise it. */
export const REPORT_VERSION = 1;

/** One object `{ version, libraries }`, in lines of their own. */
export function reportJson(tallies: readonly LibraryTally[]): string {
  return `${JSON.stringify({ version: REPORT_VERSION, libraries: tallies }, undefined, 2)}\n`;
}
