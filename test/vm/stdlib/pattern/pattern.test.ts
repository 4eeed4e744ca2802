import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LuaError } from '../../../../src/vm/index.ts';
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
