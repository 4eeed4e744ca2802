import { describe, expect, it } from 'vitest';
import { bytes } from '../../src/base/bytes.ts';
import { oneLine, unknownCommand, unknownSubcommand, WRONG_TYPE } from '../../src/base/errors.ts';

describe('the catalogue of errors', () => {
  it('has a code in front', () => {
    expect(WRONG_TYPE.code).toBe('WRONGTYPE');
    expect(unknownCommand(bytes('x'), []).code).toBe('ERR');
  });

  it('keeps an error on one line', () => {
    expect(oneLine('a\r\nb')).toBe('a  b');
    expect(unknownCommand(bytes('a\nb'), [bytes('c\rd')]).text).not.toMatch(/[\r\n]/);
  });

  it('shows a name as C would print it: up to the first NUL, cut at 128', () => {
    expect(unknownSubcommand('config', bytes('ab\0cd')).text).toBe(
      "ERR unknown subcommand 'ab'. Try CONFIG HELP.",
    );
    expect(unknownCommand(bytes('x'.repeat(500)), []).text.length).toBeLessThan(200);
  });
});
