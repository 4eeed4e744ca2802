import { expect, test } from 'vitest';
import { splitQuotedWords } from '../../src/base/quoted-words.ts';

test.each([
  ['', []],
  [' \t\v\f ', []],
  ['PING', ['PING']],
  ['  SET  a\tb ', ['SET', 'a', 'b']],
  ['a\vb\fc', ['a\vb\fc']],
  ['"a b" \'c d\'', ['a b', 'c d']],
  ['""', ['']],
  ['x"a b"', ['xa b']],
  ["x'a b' y", ['xa b', 'y']],
  ['"\\n\\r\\t\\b\\a\\q\\\\\\""', ['\n\r\t\b\x07q\\"']],
  ['"\\x41\\xff\\xZZ\\x4"', ['A\xffxZZx4']],
  ["'\\n\\'\\\\n'", ["\\n'\\\\n"]],
  ['"a"\v"b"', ['a', 'b']],
])('%j splits into %j', (line, words) => {
  expect(splitQuotedWords(line)).toEqual(words);
});

test.each(['"a', "'a", '"a"b', "'a'b", '"a\\"', "'a\\'", '"a""b"', 'x"'])('%j does not balance', (line) => {
  expect(splitQuotedWords(line)).toBeUndefined();
});
