/** The violation that the README shows is real: its token repeats it, line by line. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { libraryOf } from '../../../src/lab/adapter/library.ts';
import { judge } from '../../../src/lab/check/judge.ts';
import { repeat } from '../../../src/lab/search/search.ts';
import { readToken } from '../../../src/lab/search/token.ts';
import { writeTimeline } from '../../../src/lab/story/timeline.ts';

const README = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');

describe('the README', () => {
  it('shows a run that its token repeats', async () => {
    const token = /^ {2}(tl1-\S+)$/m.exec(README)?.[1] ?? '';
    const shown = /^redlock@5, seed [\s\S]+?(?=^```)/m.exec(README)?.[0] ?? '';
    expect(shown).toContain('two holders');
    const replay = readToken(token);
    expect(replay.plan.faults).toHaveLength(1);
    const history = await repeat(libraryOf('redlock@5').open(), replay, { folder: import.meta.dirname });
    const drawn = writeTimeline(history, judge(history));
    expect(drawn.startsWith(shown)).toBe(true);
  });
});
