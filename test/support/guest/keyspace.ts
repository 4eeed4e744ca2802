/**
 * Everything that stands in a keyspace, as text that two servers share: order and stream ids that the clock made
 * are left out, an expiry is told as one.
 */
import { canonical } from '../canonical.ts';
import { parseFrame } from '../resp-frame.ts';

/** Sends one request and gives the raw reply. */
export type Ask = (...argv: string[]) => Promise<string>;

const CONTENT: Readonly<Record<string, (ask: Ask, key: string) => Promise<string>>> = {
  string: (ask, key) => ask('GET', key),
  list: (ask, key) => ask('LRANGE', key, '0', '-1'),
  set: async (ask, key) => canonical(await ask('SMEMBERS', key), 'unordered'),
  zset: (ask, key) => ask('ZRANGE', key, '0', '-1', 'WITHSCORES'),
  hash: async (ask, key) => canonical(await ask('HGETALL', key), 'pairs'),
  stream: (ask, key) => ask('XRANGE', key, '-', '+'),
};

/** Without times of the running clock: milliseconds since 1970 (of a stream's id too), and those still to go. */
export function withoutClock(text: string): string {
  return text
    .replace(/\b1[789]\d{11}(?:\d{3})?(?:-\d+)?\b/g, '<clock>')
    .replace(/^:\d{5,}\r$/gm, (line) => `:${Math.round(Number(line.slice(1)) / 1000)} s\r`);
}

/** A line for each key. */
export async function keyspaceOf(ask: Ask): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const key of itemsOf(await ask('KEYS', '*')).sort()) {
    const type = (await ask('TYPE', key)).slice(1).trim();
    const content = await CONTENT[type]?.(ask, key);
    const expires = (await ask('PTTL', key)).startsWith(':-1') ? '' : ' expires';
    lines.push(withoutClock(`${key} ${type}${expires} ${content}`));
  }
  return lines;
}

function itemsOf(reply: string): string[] {
  const node = parseFrame(reply);
  return node.kind === 'aggregate' ? node.items.map((item) => (item.kind === 'bulk' ? item.body : '')) : [];
}
