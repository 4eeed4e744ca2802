/** A table of measurements against their peers, and the medians behind it. */

export interface Row {
  readonly what: string;
  readonly ours: number;
  readonly peer: number;
  /** What the peer is, and the unit of both figures. */
  readonly against: string;
  readonly unit: string;
  /** `higher`: ours should be the greater; `lower`: the smaller. */
  readonly better: 'higher' | 'lower';
  /** The ratio ours ÷ peer that the project wants to reach. */
  readonly reach: number;
}

/** Prints the rows with their ratios. */
export function printTable(title: string, rows: readonly Row[]): void {
  const cells = rows.map((row) => {
    const ratio = row.ours / row.peer;
    const reached = row.better === 'higher' ? ratio >= row.reach : ratio <= row.reach;
    return [
      row.what,
      figure(row.ours),
      figure(row.peer),
      row.unit,
      row.against,
      `${ratio.toFixed(2)}×`,
      `${row.better === 'higher' ? '≥' : '≤'} ${row.reach}×`,
      reached ? 'yes' : 'NO',
    ];
  });
  const head = ['what', 'tidelock', 'peer', 'unit', 'against', 'ratio', 'reach', 'reached'];
  const widths = head.map((label, i) =>
    Math.max(label.length, ...cells.map((row) => (row[i] as string).length)),
  );
  const line = (row: readonly string[]): string =>
    row.map((cell, i) => cell.padEnd(widths[i] as number)).join('  ');
  console.log(`\n${title}\n${line(head)}\n${widths.map((width) => '-'.repeat(width)).join('  ')}`);
  for (const row of cells) console.log(line(row));
}

function figure(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(2)} M`;
  if (value >= 1e4) return `${(value / 1e3).toFixed(0)} k`;
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

/** Operations a second of a synchronous loop: the median of `runs` after one warm-up. */
export function rate(operations: number, work: (operations: number) => void, runs = 5): number {
  work(operations);
  return median(
    Array.from({ length: runs }, () => {
      const start = performance.now();
      work(operations);
      return (operations / (performance.now() - start)) * 1000;
    }),
  );
}

/** The same for work that awaits. */
export async function rateAsync(
  operations: number,
  work: (operations: number) => Promise<unknown>,
  runs = 5,
): Promise<number> {
  await work(operations);
  const rates: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await work(operations);
    rates.push((operations / (performance.now() - start)) * 1000);
  }
  return median(rates);
}
