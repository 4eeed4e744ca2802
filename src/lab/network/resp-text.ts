/**
 * What goes over a connection, for a reader of the history: requests by their words, replies by their value when it is
 * short. What an engine makes up, such as INFO, is named and not shown: it tells of uses before this run.
 */

/** Characters of one word and of a message. */
const LONGEST_WORD = 40;
const LONGEST_TEXT = 240;

/** The words of the requests in these bytes. */
export function readableRequest(bytes: Buffer): string {
  const words = itemsOf(bytes, (word) => cut(word, LONGEST_WORD));
  // A request need not be in RESP.
  return cut(words.length > 0 ? words.join(' ') : bytes.toString('latin1').trim(), LONGEST_TEXT);
}

/** The reply or replies in these bytes. */
export function readableReply(bytes: Buffer): string {
  if (bytes[0] === 0x25) return '(map)';
  const values = itemsOf(bytes, (value) =>
    value.length > LONGEST_WORD ? '(text)' : cut(value, LONGEST_WORD),
  );
  return cut(values.join(' '), LONGEST_TEXT) || '(empty)';
}

/** Every value in RESP, without the lengths; bulk strings as `show` has them. */
function itemsOf(bytes: Buffer, show: (bulk: string) => string): readonly string[] {
  const lines = bytes.toString('latin1').split('\r\n');
  const items: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (line === '$-1' || line === '*-1' || line === '_') items.push('(nil)');
    else if (/^[$=]\d+$/.test(line)) {
      const length = Number(line.slice(1));
      const next = lines[++i] ?? '';
      items.push(next.length === length ? show(next) : '(text)');
    } else if (/^[-+:]/.test(line)) items.push(cut(line.slice(line[0] === ':' ? 1 : 0), LONGEST_WORD));
  }
  return items;
}

function cut(text: string, longest: number): string {
  const printable = text.replace(/[^\x20-\x7e]/g, '.');
  return printable.length > longest ? `${printable.slice(0, longest)}…` : printable;
}
