/** The options of a `cjson` library, how scripts set them, and the value that stands for null. */

import { bytes } from '../../base/bytes.ts';
import {
  badArgument,
  checkNumber,
  checkString,
  type Library,
  type LuaResult,
  type LuaValue,
  Userdata,
} from '../../vm/index.ts';

/** What a script may set; a change stays until SCRIPT FLUSH, as on the server. */
export interface CjsonOptions {
  sparseConvert: boolean;
  sparseRatio: number;
  sparseSafe: number;
  encodeMaxDepth: number;
  decodeMaxDepth: number;
  /** Significant digits of a number, 1 to 14. */
  precision: number;
  keepBuffer: boolean;
  /** What becomes of NaN and infinities: refused, written by name, or written as null. */
  encodeInvalid: 'off' | 'on' | 'null';
  decodeInvalid: boolean;
  /** How often a script has called a setter. */
  changes: number;
}

/** The stand-in for JSON's null: one value for all libraries of a VM. */
export const JSON_NULL = new Userdata();

const INT_MAX = 2147483647;
const MAX_PRECISION = 14;

/** The options of a new library. */
export function defaultOptions(): CjsonOptions {
  return {
    sparseConvert: false,
    sparseRatio: 2,
    sparseSafe: 10,
    encodeMaxDepth: 1000,
    decodeMaxDepth: 1000,
    precision: MAX_PRECISION,
    keepBuffer: true,
    encodeInvalid: 'off',
    decodeInvalid: true,
    changes: 0,
  };
}

/** The setters, in the order in which the library registers them. Each answers what then holds. */
export function optionSetters(options: CjsonOptions): Library {
  const setters = settersOf(options);
  return Object.fromEntries(
    Object.entries(setters).map(([name, set]) => [
      name,
      (...args: LuaValue[]) => {
        options.changes++;
        return set(...args);
      },
    ]),
  );
}

function settersOf(options: CjsonOptions): Readonly<Record<string, (...args: LuaValue[]) => LuaResult>> {
  return {
    encode_sparse_array: (...args) => {
      limitArguments(args, 3);
      options.sparseConvert = booleanOption(args, 1, options.sparseConvert);
      options.sparseRatio = integerOption(args, 2, { current: options.sparseRatio, min: 0, max: INT_MAX });
      options.sparseSafe = integerOption(args, 3, { current: options.sparseSafe, min: 0, max: INT_MAX });
      return [options.sparseConvert, options.sparseRatio, options.sparseSafe];
    },
    encode_max_depth: integerSetter(options, 'encodeMaxDepth', INT_MAX),
    decode_max_depth: integerSetter(options, 'decodeMaxDepth', INT_MAX),
    encode_number_precision: integerSetter(options, 'precision', MAX_PRECISION),
    encode_keep_buffer: booleanSetter(options, 'keepBuffer'),
    encode_invalid_numbers: (...args) => {
      limitArguments(args, 1);
      if (args[0] !== undefined) options.encodeInvalid = invalidOption(args);
      return options.encodeInvalid === 'null' ? bytes('null') : options.encodeInvalid === 'on';
    },
    decode_invalid_numbers: booleanSetter(options, 'decodeInvalid'),
  };
}

function integerSetter(
  options: CjsonOptions,
  name: 'encodeMaxDepth' | 'decodeMaxDepth' | 'precision',
  max: number,
): (...args: LuaValue[]) => number {
  return (...args) => {
    limitArguments(args, 1);
    options[name] = integerOption(args, 1, { current: options[name], min: 1, max });
    return options[name];
  };
}

function booleanSetter(
  options: CjsonOptions,
  name: 'keepBuffer' | 'decodeInvalid',
): (...args: LuaValue[]) => boolean {
  return (...args) => {
    limitArguments(args, 1);
    options[name] = booleanOption(args, 1, options[name]);
    return options[name];
  };
}

function limitArguments(args: readonly LuaValue[], most: number): void {
  if (args.length > most) badArgument(most + 1, 'found too many arguments');
}

function booleanOption(args: readonly LuaValue[], position: number, current: boolean): boolean {
  const value = args[position - 1];
  if (value === undefined) return current;
  return typeof value === 'boolean' ? value : wordOption(args, position, ['off', 'on']) === 'on';
}

function invalidOption(args: readonly LuaValue[]): CjsonOptions['encodeInvalid'] {
  const [value] = args;
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return wordOption(args, 1, ['off', 'on', 'null']);
}

function wordOption<Word extends string>(
  args: readonly LuaValue[],
  position: number,
  words: readonly Word[],
): Word {
  const text = checkString(position, args[position - 1]);
  const found = words.find((word) => word === text);
  return found ?? badArgument(position, `invalid option '${text}'`);
}

/** The complaint names argument 1 whichever it is, as the library's own does. */
function integerOption(
  args: readonly LuaValue[],
  position: number,
  { current, min, max }: { current: number; min: number; max: number },
): number {
  const value = args[position - 1];
  if (value === undefined) return current;
  const integer = Math.trunc(checkNumber(position, value));
  if (!(integer >= min && integer <= max)) badArgument(1, `expected integer between ${min} and ${max}`);
  return integer;
}
