/** The matrix as one HTML page that opens from disk and asks for nothing; each broken cell opens to its story. */
import { escapeMarkup } from '../picture/escape.ts';
import { THEME } from '../picture/style.ts';
import { type Cell, failureSentence, type MatrixRow, matrixOf } from './matrix.ts';
import type { LibraryTally } from './tally.ts';

const STYLE = `*{box-sizing:border-box}
body{margin:0 auto;max-width:1480px;padding:28px 28px 64px;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,sans-serif}
h1{font-size:22px;margin:0 0 4px}p{color:var(--dim);margin:0 0 18px}
.wide{overflow-x:auto;border:1px solid var(--line);border-radius:10px}
table{border-collapse:collapse;width:100%}
th,td{padding:9px 12px;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
thead th{background:var(--alt);font-weight:600;white-space:nowrap}
thead small,tbody small{display:block;color:var(--dim);font-weight:400;font-size:12.5px}
tbody th{font-weight:600;min-width:190px}
tbody tr:last-child>*{border-bottom:0}
.kept{color:var(--real)}.inside{color:var(--bad);font-weight:600}.outside,.undecided{color:var(--warn)}.unpromised{color:var(--dim)}
details{max-width:340px}summary{cursor:pointer}
details div{color:var(--fg);font-weight:400;font-size:13px;margin-top:6px;overflow-wrap:anywhere}
code{display:block;margin-top:4px;color:var(--dim);font-size:12px;max-height:90px;overflow:auto;user-select:all}
:focus-visible{outline:2px solid var(--c0);outline-offset:2px}`;

/** The page. */
export function matrixHtml(tallies: readonly LibraryTally[]): string {
  const heads = tallies.map(
    ({ library, runs, acquisitions }) =>
      `<th scope="col">${escapeMarkup(library)}<small>${runs} runs, ${acquisitions} acquisitions</small></th>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Lock libraries and their promises</title>
<style>${THEME}
${STYLE}</style>
</head>
<body>
<h1>Lock libraries and their promises</h1>
<p>Broken: although everything that was declared held. Outside: only where an assumption was broken. –: not promised. Open a cell for the first run that shows it.</p>
<div class="wide"><table>
<thead><tr><th scope="col">promise</th>${heads.join('')}</tr></thead>
<tbody>
${matrixOf(tallies).map(row).join('\n')}
</tbody>
</table></div>
</body>
</html>
`;
}

function row({ promise, about, cells }: MatrixRow): string {
  return `<tr><th scope="row">${promise}<small>${escapeMarkup(about)}</small></th>${cells.map(cell).join('')}</tr>`;
}

function cell({ outcome, text, first }: Cell): string {
  if (first === undefined) return `<td class="${outcome}">${text}</td>`;
  const replay =
    first.replay === '' ? `seed ${first.seed}` : `tidelock lab replay ${escapeMarkup(first.replay)}`;
  return `<td class="${outcome}"><details><summary>${text}</summary><div>${escapeMarkup(failureSentence(first))}<code>${replay}</code></div></details></td>`;
}
