/** The name of the encoding in which a value is held, as OBJECT ENCODING tells it. */
import type { Config } from '../config.ts';
import { stringEncoding } from './string.ts';
import { StringBuffer } from './string-buffer.ts';
import type { Value } from './value.ts';

export function encodingOf(value: Value, config: Config): string {
  if (typeof value !== 'object' || value instanceof StringBuffer) return stringEncoding(value);
  return value.encoding(config);
}
