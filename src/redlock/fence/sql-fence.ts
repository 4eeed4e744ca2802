/**
 * A fence in SQL: each protected row has a column for its mark, and every statement about it has a predicate.
 * Because mark and data are one row, the database puts the statements of two holders in order by itself, at
 * every isolation level. Knows no driver: whoever can run a statement with parameters can be guarded.
 */
import { assertToken, type Fenced, StaleToken } from './fence.ts';

/** What a statement's parameters may be; drivers know more, so anything passes through. */
export type SqlValue = unknown;

/**
 * Runs one statement; gives the number of rows that it *matched*. (mysql2 counts so unless told otherwise;
 * a count of rows that were changed would miss a write that changes nothing.)
 */
export type RunSql = (sql: string, params: readonly SqlValue[]) => Promise<number> | number;

/** Options of a fence in SQL. */
export interface SqlFenceOptions {
  /** Column of the mark: a 64-bit integer; NULL counts as 0. Default `fence`. */
  readonly column?: string;
  /** `question`: `?` (SQLite, MySQL); `dollar`: `$1` (Postgres); `at`: `@p1` (SQL Server). Default `question`. */
  readonly placeholder?: 'question' | 'dollar' | 'at';
}

/** One row, by its table and the columns that tell it from all others. */
export interface SqlRow {
  readonly table: string;
  readonly key: Readonly<Record<string, SqlValue>>;
}

/** A piece of a WHERE clause, with its parameters. */
export interface SqlPredicate {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

const PLACEHOLDERS: Readonly<Record<'question' | 'dollar' | 'at', (position: number) => string>> = {
  question: () => '?',
  dollar: (position) => `$${position}`,
  at: (position) => `@p${position}`,
};

/** Names of tables and columns stand in the statement itself, so they may be nothing but names. */
const NAME = /^[A-Za-z_][A-Za-z0-9_$]*(\.[A-Za-z_][A-Za-z0-9_$]*)*$/;

/**
 * Guards rows of a database.
 *
 * @example
 * // ALTER TABLE orders ADD COLUMN fence BIGINT
 * const fence = new SqlFence(async (sql, params) => (await pool.query(sql, [...params])).rowCount ?? 0, {
 *   placeholder: 'dollar',
 * });
 * const row = { table: 'orders', key: { id: 42 } };
 * await fence.enter(lock, row);                       // before the first read
 * const { total } = await readOrder(42);
 * await fence.update(lock, row, { total: total + 5 }); // throws StaleToken when somebody has entered since
 */
export class SqlFence {
  readonly #run: RunSql;
  readonly #column: string;
  readonly #placeholder: (position: number) => string;

  constructor(run: RunSql, options: SqlFenceOptions = {}) {
    const { column = 'fence', placeholder = 'question' } = options;
    const write = PLACEHOLDERS[placeholder];
    if (typeof run !== 'function') throw new TypeError('a fence needs a function that runs a statement');
    if (write === undefined)
      throw new TypeError(`placeholder must be one of question, dollar, at, got ${String(placeholder)}`);
    this.#run = run;
    this.#column = nameOf(column);
    this.#placeholder = write;
  }

  /**
   * Shows the token to a row, before the first read. In a transaction of its own, or the reader's: a mark
   * that is not committed stops nobody who does not wait for it.
   * @throws StaleToken when the row has seen a larger one, or is not there
   */
  async enter(fenced: Pick<Fenced, 'token'>, row: SqlRow): Promise<void> {
    assertToken(fenced.token);
    const statement = new Statement(this.#placeholder);
    statement
      .add(`UPDATE ${nameOf(row.table)} SET ${this.#column} = `)
      .param(fenced.token)
      .add(' WHERE ');
    where(statement, row);
    statement.add(` AND (${this.#column} IS NULL OR ${this.#column} <= `).param(fenced.token).add(')');
    this.ensure(fenced, row, await this.#run(statement.sql, statement.params));
  }

  /**
   * Writes columns of a row if nobody has entered since.
   * @throws StaleToken when somebody has, or the token never entered
   */
  async update(
    fenced: Pick<Fenced, 'token'>,
    row: SqlRow,
    values: Readonly<Record<string, SqlValue>>,
  ): Promise<void> {
    const columns = Object.entries(values);
    if (columns.length === 0) throw new RangeError('an update needs at least one column');
    const statement = new Statement(this.#placeholder);
    statement.add(`UPDATE ${nameOf(row.table)} SET `);
    columns.forEach(([column, value], index) => {
      statement.add(`${index === 0 ? '' : ', '}${nameOf(column)} = `).param(value);
    });
    statement.add(' WHERE ');
    where(statement, row);
    const { sql, params } = this.predicate(fenced, statement.params.length + 1);
    this.ensure(
      fenced,
      row,
      await this.#run(`${statement.sql} AND ${sql}`, [...statement.params, ...params]),
    );
  }

  /**
   * The condition for statements of one's own (`DELETE`, `UPDATE … SET total = total + 5`): true while nobody
   * has entered since. Hand the number of rows to `ensure`.
   * @param position of the first parameter, from 1, where placeholders are numbered
   */
  predicate({ token }: Pick<Fenced, 'token'>, position = 1): SqlPredicate {
    assertToken(token);
    return { sql: `${this.#column} = ${this.#placeholder(position)}`, params: [token] };
  }

  /** Returns when a guarded statement met its row. @throws StaleToken when it met none */
  ensure({ token }: Pick<Fenced, 'token'>, row: SqlRow, rows: number): void {
    if (typeof rows !== 'number' || Number.isNaN(rows))
      throw new TypeError(`the number of rows is needed, got ${String(rows)}`);
    if (rows > 0) return;
    const key = Object.entries(row.key).map(([column, value]) => `${column} = ${String(value)}`);
    const resource = `${row.table} (${key.join(', ')})`;
    throw new StaleToken({ resource, token, highest: undefined, reason: 'stale' });
  }
}

/** A statement as it grows: text and parameters in step. */
class Statement {
  readonly params: SqlValue[] = [];
  sql = '';
  readonly #placeholder: (position: number) => string;

  constructor(placeholder: (position: number) => string) {
    this.#placeholder = placeholder;
  }

  add(text: string): this {
    this.sql += text;
    return this;
  }

  param(value: SqlValue): this {
    this.params.push(value);
    this.sql += this.#placeholder(this.params.length);
    return this;
  }
}

function where(statement: Statement, { key }: SqlRow): void {
  const columns = Object.entries(key);
  if (columns.length === 0) throw new RangeError('a row needs a key: without one every row would be meant');
  columns.forEach(([column, value], index) => {
    if (value === undefined || value === null)
      throw new TypeError(`the key column ${column} needs a value: NULL equals nothing`);
    statement.add(`${index === 0 ? '' : ' AND '}${nameOf(column)} = `).param(value);
  });
}

function nameOf(name: string): string {
  if (typeof name !== 'string' || !NAME.test(name))
    throw new TypeError(`${JSON.stringify(name)} is no name of a table or column`);
  return name;
}
