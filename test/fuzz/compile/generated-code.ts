/**
 * What the compiler writes: JavaScript made of our own words, punctuation and escaped constants. Read with eyes of
 * its own, which know nothing of how it was written.
 */

const STRING = /"(?:[^"\\]|\\.)*"/g;
/** The chunk's name for the JS engine, on the last line. */
const SOURCE_URL = /\n\/\/# sourceURL=tidelock-lua-\d+$/;
/** What `typeof` is compared with, and select's `#`. */
const TYPE_NAME = /'(?:[a-z]+|#)'/g;
/** Characters that may stand outside of strings. */
const PLAIN = /^[\n !%&()*+,\-./:;<=>?[\]^{|}~\w]*$/;
const WORD = /[A-Za-z_$][\w$]*/g;
/** JSON's strings in printable ASCII. */
const SAFE_STRING = /^"(?:[ !#-[\]-~]|\\["\\bfnrt]|\\u[0-9a-f]{4})*"$/;

const KEYWORDS =
  'const let return function typeof instanceof if else for while do break continue switch case default new undefined NaN Infinity true false yield Array isArray Math floor error'.split(
    ' ',
  );
const FIELDS =
  'v at depth fuel enter spend pause wake tail nodes mask place array length metatable readonly withNodes keyAt valueAt getNumber nesting done value next error isBuiltin'.split(
    ' ',
  );
const PARAMETERS = 'kit sites extra va n i v x y z m g k w a b t h'.split(' ');
/** Registers, upvalues, call sites, functions, units, parameters, cursors, labels and numerals. */
const NUMBERED = /^(?:[rusfxepcLBbdlkt]\d+|\d.*|e)$/;

const OURS = new Set([...KEYWORDS, ...FIELDS, ...PARAMETERS]);

/** The first thing in generated code that is none of ours, or undefined. */
export function strangerIn(code: string, kit: ReadonlySet<string>): string | undefined {
  for (const [text] of code.matchAll(STRING))
    if (!SAFE_STRING.test(text) && text !== '"use strict"') return text;
  const bare = code.replace(SOURCE_URL, '').replace(STRING, '').replace(TYPE_NAME, '');
  if (!PLAIN.test(bare)) return [...bare].find((character) => !PLAIN.test(character));
  for (const [word] of bare.matchAll(WORD))
    if (!OURS.has(word) && !kit.has(word) && !NUMBERED.test(word)) return word;
  return undefined;
}

/** The names that the code takes out of the kit, as its head says. */
export function kitNames(code: string): ReadonlySet<string> {
  return new Set(/const \{([\w,]+)\}=kit;/.exec(code)?.[1]?.split(','));
}
