/** The HELP that every container has: its subcommands and what they do, one line each. */
import { bytes } from '../../base/bytes.ts';
import { Status } from '../../base/reply.ts';
import { type Command, command, type Group } from './command.ts';

/** What differs between the HELP rows of containers. */
export interface HelpRow {
  readonly group: Group;
  readonly acl: string;
  readonly since: string;
}

/** The subcommand HELP of a container; `lines` are the usages, each explained by indented lines after it. */
export function helpCommand(container: string, row: HelpRow, lines: readonly string[]): Command {
  const text = [
    `${container} <subcommand> [<arg> [value] [opt] ...]. Subcommands are:`,
    ...lines,
    'HELP',
    '    Print this help.',
  ].map((line) => new Status(bytes(line)));
  return command(
    {
      ...row,
      name: 'help',
      summary: 'Explains the subcommands.',
      complexity: 'O(1)',
      arity: 2,
      flags: 'loading stale',
      syntax: '',
    },
    () => text,
  );
}
