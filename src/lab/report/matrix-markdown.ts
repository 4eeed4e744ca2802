/** The matrix as Markdown: a table of promises and libraries, and a line with its replay for each failure. */
import { failureSentence, matrixOf } from './matrix.ts';
import type { LibraryTally } from './tally.ts';

/** A whole document's part: a table, what its words mean, and the failures. */
export function matrixMarkdown(tallies: readonly LibraryTally[]): string {
  const rows = matrixOf(tallies);
  const heads = tallies.map(({ library }) => escapeCell(library));
  const failures: string[] = [];
  const lines = rows.map(({ promise, cells }) => {
    const shown = cells.map(({ text, outcome, first }, index) => {
      if (first === undefined) return text;
      failures.push(
        `${failures.length + 1}. **${heads[index]}, ${promise}**, seed ${first.seed}: ${escapeCell(failureSentence(first))}${first.replay === '' ? '' : `\n   \`tidelock lab replay ${first.replay}\``}`,
      );
      return `${outcome === 'inside' ? `**${text}**` : text} [${failures.length}]`;
    });
    return line([promise, ...shown]);
  });
  return [
    line(['promise', ...heads]),
    line(['---', ...heads.map(() => '---')]),
    ...lines,
    line(['runs, acquisitions', ...tallies.map(({ runs, acquisitions }) => `${runs} runs, ${acquisitions}`)]),
    '',
    '**broken**: although everything that was declared held. outside: only where an assumption was broken. –: not promised.',
    ...(failures.length > 0 ? ['', ...failures] : []),
    '',
  ].join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** What a library calls itself or throws is text, whatever is in it. */
function escapeCell(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|#]/g, '\\$&').replace(/\s+/g, ' ');
}
