/**
 * Lua constants as JS source. Strings are JSON, whose every character outside printable ASCII is escaped, so
 * nothing of a script's text can become code.
 */
import type { Constant } from '../front/proto.ts';

const UNSAFE = /[^\x20-\x7e]/g;

export function stringLiteral(text: string): string {
  return JSON.stringify(text).replace(UNSAFE, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

export function numberLiteral(value: number): string {
  if (Object.is(value, -0)) return '(-0)';
  if (Number.isNaN(value)) return 'NaN';
  return value < 0 ? `(${value})` : `${value}`;
}

export function literal(value: Constant): string {
  switch (typeof value) {
    case 'string':
      return stringLiteral(value);
    case 'number':
      return numberLiteral(value);
    default:
      return value === undefined ? 'undefined' : String(value);
  }
}
