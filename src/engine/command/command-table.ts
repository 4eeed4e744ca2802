/** CommandTable: the rows by name. A Map by lower-case name, and a second look-up that takes names as clients spell them. */
import { type ByteString, toUpper } from '../../base/bytes.ts';
import type { Command } from './command.ts';

/** Lower-case name to command; containers hold their subcommands. */
export class CommandTable extends Map<string, Command> {
  /** The usual spellings beside one another: lowering a name first takes as long as a short command. */
  readonly #spelled = new Map<string, Command>();

  constructor(rows: readonly Command[]) {
    super(rows.map((row) => [row.name, row]));
    for (const row of rows) {
      this.#spelled.set(row.name, row);
      this.#spelled.set(toUpper(row.name as ByteString), row);
    }
  }

  /** The command of a name in whatever case. */
  find(name: string): Command | undefined {
    return this.#spelled.get(name) ?? this.get(name.toLowerCase());
  }
}
