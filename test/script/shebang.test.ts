import { describe, expect, it } from 'vitest';
import { bytes } from '../../src/base/bytes.ts';
import { ErrorReply } from '../../src/base/reply.ts';
import { readHead } from '../../src/script/shebang.ts';

function problemOf(source: string): string {
  try {
    readHead(bytes(source));
  } catch (thrown) {
    if (thrown instanceof ErrorReply) return thrown.text;
    throw thrown;
  }
  return '';
}

describe("a script's head", () => {
  it('is cut with its newline kept, so that line numbers hold', () => {
    const head = readHead(bytes('#!lua flags=no-writes,allow-stale\nreturn 1'));
    expect(head.body).toBe('\nreturn 1');
    expect([...head.flags]).toEqual(['no-writes', 'allow-stale']);
    expect(head.isCompat).toBe(false);
  });

  it('may be missing', () => {
    const head = readHead(bytes('return 1'));
    expect([head.body, head.flags.size, head.isCompat]).toEqual(['return 1', 0, true]);
  });

  it.each([
    ['#!lua', 'ERR Invalid script shebang'],
    ['#!js\nreturn 1', 'ERR Unexpected engine in script shebang: #!js'],
    ['#!lua flags=xx\nreturn 1', 'ERR Unexpected flag in script shebang: xx'],
    ['#!lua name=a\nreturn 1', 'ERR Unknown lua shebang option: name=a'],
  ])('complains of %j', (source, problem) => {
    expect(problemOf(source)).toBe(problem);
  });
});
