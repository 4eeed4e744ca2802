import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LuaError } from '../../../../src/vm/index.ts';
import { longestRun, SearchCost } from '../../../../src/vm/stdlib/pattern/cost.ts';
import { buildMatcher, type MatchState } from '../../../../src/vm/stdlib/pattern/matcher.ts';
import { Memo } from '../../../../src/vm/stdlib/pattern/memo.ts';
import { parsePattern } from '../../../../src/vm/stdlib/pattern/parse.ts';
import { Pattern, PatternCache } from '../../../../src/vm/stdlib/pattern/pattern.ts';

const atom = fc.constantFrom(
  ...[
    'a',
    'b',
    '.',
    '%a',
    '%d',
    '%s',
    '%w',
    '%.',
    '[ab]',
    '[^a]',
    '[a-c%d]',
    '%A',
    '1',
    ' ',
    '%f[%w]',
    '%f[^a]',
  ],
);
const repeated = fc.tuple(atom, fc.constantFrom('', '', '*', '+', '-', '?')).map(([a, sign]) => a + sign);
const piece = fc.oneof(
  { weight: 4, arbitrary: repeated },
  { weight: 2, arbitrary: fc.array(repeated, { maxLength: 3 }).map((parts) => `(${parts.join('')})`) },
  { weight: 1, arbitrary: fc.constantFrom('%1', '()', '%b()', '$', '^', '(', ')', '[', '%') },
);
const patternText = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
const subjectText = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', '1', ' ', '.', '(', ')'),
  maxLength: 14,
});

function stateOf(subject: string): MatchState {
  return { subject, starts: [], ends: [], steps: 2 ** 40, spend: () => {}, memo: undefined };
}

/** All matches in turn, as text; a fault ends them. */
function matches(pattern: Pattern, subject: string): string {
  let shown = '';
  try {
    for (let from = 0; from <= subject.length; ) {
      if (!pattern.search(subject, from)) break;
      shown += `${pattern.start}-${pattern.end}:${pattern.pushCaptures([], true).join(',')};`;
      from = pattern.end > pattern.start ? pattern.end : pattern.end + 1;
    }
  } catch (error) {
    if (!(error instanceof LuaError)) throw error;
    shown += error.value;
  }
  return shown;
}

describe('a pattern', () => {
  it('matches the same by its RegExp as by the matcher', () => {
    fc.assert(
      fc.property(patternText, subjectText, (text, subject) => {
        const warm = new Pattern(text);
        for (let i = 0; i < 3; i++) matches(warm, subject);
        const all = matches(warm, subject);
        // A fresh pattern for each match stays with the matcher.
        let cold = '';
        try {
          for (let from = 0; from <= subject.length; ) {
            const pattern = new Pattern(text);
            if (!pattern.search(subject, from)) break;
            cold += `${pattern.start}-${pattern.end}:${pattern.pushCaptures([], true).join(',')};`;
            from = pattern.end > pattern.start ? pattern.end : pattern.end + 1;
          }
        } catch (error) {
          if (!(error instanceof LuaError)) throw error;
          cold += error.value;
        }
        expect(all).toBe(cold);
      }),
      { numRuns: 500 },
    );
  });

  it('matches the same when it remembers where it has failed', () => {
    fc.assert(
      fc.property(patternText, subjectText, (text, subject) => {
        const { items } = parsePattern(text);
        fc.pre(items.every(({ kind }) => kind !== 'back' && kind !== 'fault'));
        const [plain, knowing] = [stateOf(subject), stateOf(subject)];
        knowing.memo = new Memo(items.length, subject);
        const [step, sameStep] = [buildMatcher(items, plain), buildMatcher(items, knowing)];
        for (let at = 0; at <= subject.length; at++) {
          const end = step(at);
          expect(sameStep(at)).toBe(end);
          if (end >= 0) expect([knowing.starts, knowing.ends]).toEqual([plain.starts, plain.ends]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('never takes more steps than it may cost', () => {
    fc.assert(
      fc.property(patternText, subjectText, (text, subject) => {
        const { items, captures } = parsePattern(text);
        fc.pre(items.every(({ kind }) => kind !== 'fault' && kind !== 'balance' && kind !== 'back'));
        fc.pre(!captures.includes('unfinished'));
        const state = stateOf(subject);
        const step = buildMatcher(items, state);
        const before = state.steps;
        for (let at = 0; at <= subject.length && step(at) < 0; at++);
        const cost = new SearchCost(items).of(subject.length + 1, (set) => longestRun(set, subject));
        expect(before - state.steps).toBeLessThanOrEqual(cost);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    [`${'a*'.repeat(30)}b`, 'a'.repeat(30)],
    [`${'(a*)'.repeat(30)}b`, 'a'.repeat(3000)],
    [`${'a?'.repeat(500)}b`, 'a'.repeat(500)],
    [`^${'.-'.repeat(20)}b$`.slice(1), 'a'.repeat(2000)],
    ['a*b', 'a'.repeat(200_000)],
    ['%b()', '('.repeat(2000)],
    ['[^b]+%d*[^b]+%d', 'x'.repeat(20_000)],
  ])('%s is over soon, at every use', (text, subject) => {
    const pattern = new Pattern(text);
    for (let i = 0; i < 5; i++) expect(pattern.search(subject, 0)).toBe(false);
  });

  it('with a back reference it ends in an error, at every use', () => {
    const pattern = new Pattern(`${'(a*)'.repeat(20)}%1b`);
    const complaint = expect.objectContaining({ value: 'pattern too complex' });
    for (let i = 0; i < 2; i++) expect(() => pattern.search('a'.repeat(60), 0)).toThrow(complaint);
  });

  it('pays for its steps, and stops when that throws', () => {
    let paid = 0;
    const pattern = new Pattern(`${'(a*)'.repeat(20)}%1b`, (units) => {
      if ((paid += units) > 10_000) throw new Error('enough');
    });
    expect(() => pattern.search('a'.repeat(60), 0)).toThrow('enough');
    expect(pattern.search('b', 0)).toBe(true);
  });

  it('ends at a NUL', () => {
    const pattern = new PatternCache().get('a\0(');
    expect(pattern.search('ba', 0)).toBe(true);
    expect(pattern.whole()).toBe('a');
  });

  it('finds a fault only when matching arrives there', () => {
    expect(new Pattern('x[').search('abc', 0)).toBe(false);
    expect(() => new Pattern('a[').search('abc', 0)).toThrow();
  });

  it('refuses to be endless', () => {
    expect(() => new Pattern('a?'.repeat(5000)).search('a', 0)).toThrow(
      expect.objectContaining({ value: 'pattern too complex' }),
    );
  });
});

const lua = spawnSync('lua5.1', ['-v']);

describe.skipIf(lua.status !== 0)('patterns match as in lua5.1 (needs lua5.1)', () => {
  it('over made-up patterns and subjects', () => {
    // Without special characters find does not look at the pattern as one.
    const isPattern = ([text]: readonly [string, string]) => /[\^$*+?.([%-]/.test(text);
    const rows = fc.sample(fc.tuple(patternText, subjectText).filter(isPattern), { seed: 11, numRuns: 1500 });
    const program = `
      for line in io.lines() do
        local p, s = line:match('^(.-)\\t(.*)$')
        local shown, from = {}, 1
        local ok, fault = pcall(function()
          while from <= #s + 1 do
            local r = {string.find(s, (p:gsub('^%^', '%%^')), from)}
            if not r[1] then break end
            local caps = {}
            for i = 3, #r do caps[#caps + 1] = tostring(r[i]) end
            if #r == 2 then caps[1] = s:sub(r[1], r[2]) end
            shown[#shown + 1] = (r[1] - 1) .. '-' .. r[2] .. ':' .. table.concat(caps, ',') .. ';'
            from = r[2] >= r[1] and r[2] + 1 or r[2] + 2
          end
        end)
        print(table.concat(shown) .. (ok and '' or (fault:gsub('^.-:%d+: ', ''))))
      end`;
    const input = `${rows.map(([p, s]) => `${p}\t${s}`).join('\n')}\n`;
    const theirs = spawnSync('lua5.1', ['-e', program], { input }).stdout.toString().trimEnd().split('\n');
    const ours = rows.map(([p, s]) => matches(new Pattern(p), s));
    const label = (answers: string[]) => rows.map(([p, s], i) => `${p}\t${s}\t${answers[i]}`);
    expect(label(ours)).toEqual(label(theirs));
  });
});
