/** FUNCTION HELP. */
import { helpCommand } from '../../engine/command/help.ts';

export const functionHelp = helpCommand(
  'FUNCTION',
  { group: 'scripting', acl: 'slow scripting', since: '7.0.0' },
  [
    'DELETE <library-name>',
    '    Remove a library and its functions.',
    'DUMP',
    '    Return every library in one payload, for RESTORE here or elsewhere.',
    'FLUSH [ASYNC|SYNC]',
    '    Remove every library.',
    'KILL',
    '    Stop the function that is running, unless it has written.',
    'LIST [LIBRARYNAME <pattern>] [WITHCODE]',
    '    Tell of the libraries and their functions, with their source if wanted.',
    'LOAD [REPLACE] <function-code>',
    '    Load a library, in the place of one of the same name if wanted.',
    'RESTORE <payload> [FLUSH|APPEND|REPLACE]',
    '    Load the libraries of a payload: in the place of all that are there, beside them',
    '    (which is usual, and fails where a name is taken), or in the place of those that',
    '    bear the same names.',
    'STATS',
    '    Tell which function is running, and how much each engine holds.',
  ],
);
