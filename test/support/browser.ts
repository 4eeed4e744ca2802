/** A real headless Chromium, where one is installed; where none is, the tests that need it say so. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where Chromium is, or nothing. */
export const chromiumPath = PLACES.find((place) => existsSync(place));

if (chromiumPath === undefined)
  process.stderr.write(
    'chromium is not installed: the picture is not looked at in a browser (apt-get install chromium)\n',
  );

/** Starts it; whoever does so closes it. */
export function launchChromium(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error('chromium is not installed');
  return chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu'] });
}
