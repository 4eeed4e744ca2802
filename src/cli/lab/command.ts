/** The `lab` subcommands and their options. */
import type { Command } from 'commander';
import { MOST } from '../../lab/run/plan.ts';
import { assumptionNames, faultKinds, levelName, libraryName, libraryNames, whole } from './option.ts';

const MAX_SECONDS = 86_400;
const MAX_SEEDS = 1e9;

/** What is loaded with the first use: the lab is half of this package. */
const actions = () => import('./actions.ts');

export function addLab(program: Command): void {
  const lab = program
    .command('lab')
    .description('Judge lock libraries in a deterministic world of faults.')
    .addHelpText(
      'after',
      `
Examples:
  tidelock lab run --library redlock@5 --seconds 20 --html report.html
  tidelock lab run --library tidelock --faults drift,pause,crash --seeds 500
  tidelock lab replay tl1-…                        the run that a token stands for
  tidelock lab compare --seconds 10 --html matrix.html`,
    );
  withSearchOptions(
    lab
      .command('run')
      .description('Search one library for promises that it breaks, and shrink what is found.')
      .requiredOption('-l, --library <name>', 'the library: see tidelock lab list', libraryName),
  )
    .addHelpText(
      'after',
      `
Every run declares what it may rely on. A promise that is broken inside of that is a bug, and the command ends with
code 1; outside of it the assumption is named. --beyond breaks an assumption on purpose.
  tidelock lab run -l redlock@5 --beyond clock-step --faults clock-step`,
    )
    .action(async (words) => (await actions()).labRun(words));
  addExplore(lab);
  lab
    .command('replay')
    .description('Repeat one run from its token, and tell it.')
    .argument('<token>', 'what a violation was printed with')
    .option('--html <file>', 'write the picture of the run')
    .option('--svg <file>', 'write the drawing alone')
    .option('--history <file>', 'write every event, a line of JSON each')
    .action(async (token, words) => (await actions()).labReplay(token, words));
  lab
    .command('list')
    .description('List libraries, faults, assumptions and promises.')
    .action(async () => (await actions()).labList());
  withSearchOptions(
    lab
      .command('compare')
      .description('Put several libraries through the same search: a matrix of promises.')
      .option('--libraries <names>', 'separated by commas (default: all that are installed)', libraryNames),
  ).action(async (words) => (await actions()).labCompare(words));
}

function addExplore(lab: Command): void {
  lab
    .command('explore')
    .description('Go through every order in which the messages of a small run can arrive, up to a bound.')
    .requiredOption('-l, --library <name>', 'the library: see tidelock lab list', libraryName)
    .option('--late <n>', 'the most messages of a run that are late', whole(0, 10), 2)
    .option('-i, --instances <n>', 'instances', whole(1, MOST.instances), 3)
    .option('-c, --clients <n>', 'clients', whole(1, MOST.clients), 2)
    .option('--rounds <n>', 'rounds of each client', whole(1, 1_000), 1)
    .option('--ttl <ms>', 'life of a lock', whole(5, MOST.ms), 100)
    .option('-s, --seconds <n>', 'end after so long (default: when all is seen)', whole(1, MAX_SECONDS))
    .option('--html <file>', 'write the picture of the first violation')
    .addHelpText(
      'after',
      `
Every link takes the same time, and nothing goes wrong but that messages are late: by less than the next, by a part of
the TTL, or by more than it. What is found first has as few late messages as there can be.`,
    )
    .action(async (words) => (await actions()).labExplore(words));
}

function withSearchOptions(command: Command): Command {
  return command
    .option('-s, --seconds <n>', 'how long to search each library (default: 10)', whole(1, MAX_SECONDS))
    .option('-n, --seeds <n>', 'how many seeds to run', whole(1, MAX_SEEDS))
    .option('--seed <n>', 'the first seed', whole(0, 2 ** 31 - 1), 1)
    .option('--level <level>', 'port: calls; socket: a real client over simulated sockets', levelName, 'port')
    .option('-i, --instances <n>', 'instances (default: 3 or 5)', whole(1, MOST.instances))
    .option('-c, --clients <n>', 'clients (default: 1 to 4)', whole(1, MOST.clients))
    .option('--ttl <ms>', 'life of a lock (default: 50, 200 or 1000)', whole(5, MOST.ms))
    .option('--rounds <n>', 'the most rounds of a client', whole(1, 1_000), 20)
    .option('--faults <kinds>', 'separated by commas, or none (default: all)', faultKinds)
    .option('--amnesia <n>', 'instances that may forget what they knew', whole(0, MOST.instances), 0)
    .option('--clock-step <ms>', "how far clients' wall clocks may step", whole(0, MOST.ms), 0)
    .option('--beyond <assumptions>', 'break these on purpose', assumptionNames, [])
    .option('--shrink <n>', 'the most runs to make a violation smaller', whole(0, 100_000), 500)
    .option('--html <file>', 'write a page: the first violation as a picture, or the matrix')
    .option('--json <file>', 'write the figures')
    .option('--junit <file>', 'write a report for CI');
}
