/**
 * Judges of fields: what a field of a row from outside must be, in words and as a test. Histories and plans are read
 * by them.
 */

/** The longest text a field may hold, in characters. */
const MAX_TEXT = 4096;
/** The most names a list may hold. */
const MAX_LIST = 10_000;

/** What one field must be. */
export interface Judge {
  /** What the field must be, to be said after "is". */
  readonly is: string;
  readonly optional: boolean;
  accepts(value: unknown): boolean;
}

export const text: Judge = judge(`text of at most ${MAX_TEXT} characters`, isText);
export const instant: Judge = judge('a whole number of microseconds from 0', isCount);
export const count: Judge = judge('a whole number from 0', isCount);
export const whole: Judge = judge('a whole number', (value) => Number.isSafeInteger(value));
export const amount: Judge = judge(
  'a number from 0',
  (value) => Number.isFinite(value) && (value as number) >= 0,
);
export const claim: Judge = judge('true or false', (value) => typeof value === 'boolean');
export const list: Judge = judge('a list of texts', isList);

/** @param is what the field must be, to be said after "is" */
export function judge(is: string, accepts: (value: unknown) => boolean): Judge {
  return { is, optional: false, accepts };
}

/** The field may be absent. */
export function optional({ is, accepts }: Judge): Judge {
  return { is, optional: true, accepts };
}

export function oneOf(...words: readonly string[]): Judge {
  return judge(`one of ${words.join(', ')}`, (value) => words.includes(value as string));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.length <= MAX_TEXT;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isList(value: unknown): boolean {
  return Array.isArray(value) && value.length <= MAX_LIST && value.every(isText);
}

/** A line as it was parsed. */
export type Row = Readonly<Record<string, unknown>>;

/** Whether a parsed value is an object that is no list. */
export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is wrong with a row, or nothing; a field without a judge is judged elsewhere. */
export function judgeFields(
  row: Row,
  fields: Readonly<Record<string, Judge | undefined>>,
): string | undefined {
  for (const field in fields) {
    const judge = fields[field];
    if (judge === undefined || (judge.optional && row[field] === undefined)) continue;
    if (!judge.accepts(row[field])) return `${field} is ${judge.is}`;
  }
  for (const field in row) if (!Object.hasOwn(fields, field)) return `nobody knows the field ${quote(field)}`;
  return undefined;
}

/** A value as it is shown in a message. */
export function quote(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 60) ?? 'undefined';
}
