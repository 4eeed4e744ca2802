/** The scene of a run and its markup: lanes, marks, bands; and no string from outside that becomes markup. */
import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/lab/check/judge.ts';
import type { LabEvent } from '../../../src/lab/history/event.ts';
import { escapeJson, escapeMarkup } from '../../../src/lab/picture/escape.ts';
import { ticks } from '../../../src/lab/picture/layout.ts';
import { renderPage } from '../../../src/lab/picture/page.ts';
import { buildScene } from '../../../src/lab/picture/scene/scene.ts';
import { skewOf } from '../../../src/lab/picture/scene/skew.ts';
import { renderSvg } from '../../../src/lab/picture/svg.ts';
import { header } from '../../support/history.ts';
import { twoHolders } from '../../support/history-example.ts';

const run = twoHolders();
const verdict = judge(run);
const scene = buildScene(run, verdict);
const marksOf = (name: string) =>
  scene.marks
    .filter((mark) => scene.lanes[mark.lane]?.name === name)
    .map(({ kind, fromUs, untilUs }) => `${kind} ${fromUs / 1000}-${untilUs / 1000}`);

describe('a scene', () => {
  it('has a lane for each client, each instance and each link that was used', () =>
    expect(scene.lanes.map(({ name }) => name)).toEqual([
      'a',
      'b',
      'c',
      'a → i1',
      'a → i2',
      'a → i3',
      'b → i1',
      'b → i2',
      'b → i3',
      'i1',
      'i2',
      'i3',
    ]));

  it('shows what is claimed beside what really stands', () => {
    expect(marksOf('a')).toEqual(
      expect.arrayContaining([
        'wait 0-480',
        'claim 480-18052',
        'real 180-15180',
        'work 500-18060',
        'point 18052-18052',
      ]),
    );
    expect(marksOf('c')).toEqual(['pause 7000-8500']);
  });

  it('shows lives of keys, instances that are down and links that are cut', () => {
    expect(marksOf('i2')).toEqual(expect.arrayContaining(['key 180-15180', 'down 12000-13000']));
    expect(marksOf('a → i3')).toContain('cut 6000-20000');
    expect(marksOf('b → i1').filter((mark) => mark.startsWith('message'))).toHaveLength(4);
  });

  it('lays a band over the two holders, from the second grant until the first is told', () =>
    expect(scene.bands.find(({ promise }) => promise === 'exclusion')).toMatchObject({
      fromUs: 15_600_000,
      untilUs: 18_052_000,
      lanes: [0, 1],
      verdict: 'inside',
    }));

  it('ends a message that never came where it was sent', () =>
    expect(scene.marks.find(({ isLost }) => isLost)).toMatchObject({
      fromUs: 10_500_000,
      untilUs: 10_500_000,
    }));
});

describe('the skew of a clock', () => {
  it('grows with its rate and jumps with its steps', () => {
    const events: readonly LabEvent[] = [
      { at: 100, kind: 'clock-rate', node: 'a', rate: 1.5 },
      { at: 200, kind: 'clock-step', node: 'a', byUs: -80 },
      { at: 300, kind: 'clock-rate', node: 'b', rate: 2 },
      { at: 400, kind: 'end' },
    ];
    expect(skewOf(events, 'a').map(({ atUs, aheadUs }) => [atUs, aheadUs])).toEqual([
      [100, 0],
      [200, 50],
      [200, -30],
      [400, 70],
    ]);
    expect(skewOf(events, 'c')).toEqual([]);
  });
});

describe('an axis', () => {
  it.each([
    [0, 20_000_000, 11, 2_000_000],
    [0, 1, 2, 1],
    [15_000_000, 15_030_000, 7, 5_000],
  ])('from %i to %i has %i ticks, %i apart', (fromUs, untilUs, count, step) => {
    const found = ticks(fromUs, untilUs);
    expect(found).toHaveLength(count);
    expect((found[1] ?? 0) - (found[0] ?? 0)).toBe(step);
  });
});

describe('a string from outside', () => {
  const EVIL = `"'><script>alert(1)</script><img src=x onerror=alert(1)>]]>\u0000\ud800&amp;`;
  const evil = twoHolders({ library: EVIL, error: EVIL });
  const names = { instances: [EVIL], clients: [EVIL, `${EVIL}2`], replay: EVIL };
  const events: readonly LabEvent[] = [
    { at: 0, kind: 'acquire', client: EVIL, op: 1, resource: EVIL, ttlUs: 9, mode: 'exclusive', limit: 1 },
    { at: 1, kind: 'sent', client: EVIL, instance: EVIL, message: 1, way: 'to', text: EVIL },
    { at: 2, kind: 'key-granted', instance: EVIL, key: EVIL, owner: `${EVIL}/1` },
    { at: 3, kind: 'granted', client: EVIL, op: 1, untilUs: 90 },
    { at: 4, kind: 'threw', client: EVIL, text: EVIL },
    { at: 5_000_000, kind: 'end' },
  ];
  const named = { header: header(names), events };

  it.each([
    ['a page of a wild library', () => renderPage(evil, judge(evil))],
    ['a page of wild names', () => renderPage(named, judge(named))],
    ['a picture of wild names', () => renderSvg(buildScene(named, judge(named)))],
  ])('never becomes markup in %s', (_, render) => {
    const markup = render();
    expect(markup).not.toContain('<img');
    expect(markup).not.toContain('<script>alert');
    expect(markup).not.toContain('\u0000');
    expect(markup.match(/<script/g)?.length ?? 0).toBe(markup.startsWith('<svg') ? 0 : 2);
    expect(markup.match(/<\/script>/g)?.length ?? 0).toBe(markup.startsWith('<svg') ? 0 : 2);
  });

  it('comes through as text', () => {
    expect(escapeMarkup(`<a href="x">'&`)).toBe('&lt;a href=&quot;x&quot;&gt;&#39;&amp;');
    expect(escapeMarkup('a\ud800b😀\u0007')).toBe('a\ufffdb😀\ufffd');
    expect(JSON.parse(escapeJson(`</script>\u2028<!--`))).toBe(`</script>\u2028<!--`);
    expect(escapeJson(`</script>\u2028<!--`)).not.toMatch(/[<\u2028]/);
  });
});
