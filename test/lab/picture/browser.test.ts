/** The page in a real headless Chromium: opened from disk, in both themes, walked through with the keyboard alone. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge } from '../../../src/lab/check/judge.ts';
import type { History } from '../../../src/lab/history/history.ts';
import { renderPage } from '../../../src/lab/picture/page.ts';
import { chromiumPath, launchChromium } from '../../support/browser.ts';
import { manyEvents, twoHolders } from '../../support/history-example.ts';

describe.skipIf(chromiumPath === undefined)('a page in a browser (needs chromium)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidelock-picture-'));
  const problems: string[] = [];
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => problems.push(message.text()));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) problems.push(request.url());
    });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  const open = async (history: History): Promise<void> => {
    const file = join(folder, 'page.html');
    writeFileSync(file, renderPage(history, judge(history)));
    await page.goto(pathToFileURL(file).href);
  };
  const detail = (): Promise<string | null> => page.textContent('#detail');
  const widthOf = (selector: string): Promise<number> =>
    page.$eval(selector, (node) => node.getBoundingClientRect().width);

  it('asks for nothing and complains of nothing', async () => {
    await open(twoHolders());
    expect(await page.title()).toBe('redlock-universal 0.8.5, seed 7');
    expect(problems).toEqual([]);
  });

  it('shows the violating overlap with its sentence, and goes to it by key', async () => {
    const before = await widthOf('.clash');
    await page.keyboard.press('n');
    await page.keyboard.press('n');
    await expect.poll(() => widthOf('.clash')).toBeGreaterThan(before * 1.5);
    expect(await detail()).toContain('two holders for 2.45 s');
    expect(await page.getAttribute('[aria-current=true]', 'data-band')).toBe('1');
  });

  it('is walked with the arrow keys, each thing saying its sentence', async () => {
    await page.keyboard.press('0');
    await page.focus('#picture');
    await page.keyboard.press('ArrowDown');
    const first = await detail();
    await page.keyboard.press('ArrowRight');
    const second = await detail();
    expect(second).not.toBe(first);
    for (let lane = 0; lane < 20; lane++) await page.keyboard.press('ArrowDown');
    expect(await detail()).toContain('i3');
    await page.keyboard.press('Enter');
    expect(problems).toEqual([]);
  });

  it('tells what is under the pointer', async () => {
    await page.keyboard.press('0');
    // Waits until the picture has come to rest.
    await page
      .locator('#picture .key')
      .first()
      .hover({ position: { x: 20, y: 8 } });
    await page.waitForFunction("document.querySelector('#tip').textContent !== ''");
    expect(await page.textContent('#tip')).toContain('The key of a for orders at i1');
  });

  it.each(['light', 'dark'] as const)(
    'is legible in %s: text stands out from its ground',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(0);
      const ask = (property: string): Promise<string> =>
        page.evaluate<string>(`getComputedStyle(document.body).${property}`);
      const [ink, ground] = [await ask('color'), await ask('backgroundColor')];
      expect(contrast(ink, ground)).toBeGreaterThan(7);
    },
  );

  it('opens 10,000 events', async () => {
    const started = performance.now();
    await open(manyEvents(10_000));
    await page.waitForSelector('#axis .when');
    expect(await page.locator('.msg').count()).toBeGreaterThan(0);
    expect(problems).toEqual([]);
    // The figure is for bench/lab; here a bound that only a page gone wrong would miss.
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

function contrast(ink: string, ground: string): number {
  const [a, b] = [luminance(ink), luminance(ground)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = (colour.match(/\d+/g) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}
