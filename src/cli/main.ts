/** The tidelock command: reads the arguments and hands over to one file a subcommand. */
import { Command, InvalidArgumentError } from 'commander';
import { runScript } from './eval.ts';
import { addLab } from './lab/command.ts';
import { serve } from './serve.ts';
import { VERSION } from './version.ts';

const program = new Command('tidelock')
  .description('Redis Lua scripting and distributed locks for Node, with the server in the box.')
  .version(VERSION)
  .enablePositionalOptions()
  .showHelpAfterError('(add --help to see what is possible)')
  .addHelpText(
    'after',
    `
Examples:
  tidelock serve                                   a server on 127.0.0.1:6379, in memory
  tidelock serve --port 7000 --requirepass secret  with a password
  tidelock eval script.lua key1 key2 , arg1        a script on an engine of its own
  tidelock eval --url redis://127.0.0.1:6379 script.lua key1 , arg1
  tidelock lab run --library redlock@5             a lock library, judged in a world of faults`,
  );

program
  .command('serve')
  .description('Run a server that any Redis client can connect to.')
  .option('-p, --port <port>', 'TCP port; 0 takes a free one', portNumber, 6379)
  .option('-h, --host <address>', 'address to listen on', '127.0.0.1')
  .option('-s, --unixsocket <path>', 'listen on a unix socket instead of TCP')
  .option('-a, --requirepass <password>', 'password that clients must give with AUTH (none: anyone may)')
  .option('--databases <count>', 'number of databases', positive, 16)
  .option('--quiet', 'print nothing but errors')
  .helpOption('--help', 'show this help')
  .addHelpText(
    'after',
    `
The data lives in memory and ends with the server. SIGINT or SIGTERM shut it down cleanly.
The line that says "Ready" tells the address, also the port that --port 0 has found.
  tidelock serve --port 7000 &
  redis-cli -p 7000 set greeting hello`,
  )
  .action(serve);

program
  .command('eval')
  .description('Run a Lua script, in the form of redis-cli --eval: keys, a comma, arguments.')
  .argument('<script>', 'a Lua file, or - for standard input')
  .argument('[words...]', 'keys , arguments (the comma stands alone)')
  .option('-u, --url <url>', 'run it on a server: redis://[user[:password]@]host[:port][/db] or unix:///path')
  .option('--raw', 'print replies without types and quotes (default when the output is not a terminal)')
  .passThroughOptions() // Options stand before the script: an argument such as -5 is a word of its own.
  .addHelpText(
    'after',
    `
Without --url the script runs on an empty engine in this process. An error reply ends with code 1.
  tidelock eval script.lua key1 key2 , arg1 arg2
  echo "return redis.call('INCR', KEYS[1]) + ARGV[1]" | tidelock eval - counter , 41
  tidelock eval --url redis://:secret@127.0.0.1:6379/2 script.lua key1`,
  )
  .action(runScript);

addLab(program);

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});

function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new InvalidArgumentError('a port is a whole number from 0 to 65535');
  return port;
}

function positive(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 10_000)
    throw new InvalidArgumentError('a whole number from 1 to 10000 is wanted');
  return count;
}
