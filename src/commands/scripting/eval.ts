/**
 * EVAL, EVALSHA and their read-only forms: count the keys, then hand over to the script runner.
 */
import { NO_SCRIPT } from '../../base/errors.ts';
import { command } from '../../engine/command/command.ts';
import {
  callRow,
  notedKeys,
  notedReadonlyKeys,
  READ_ONLY,
  READ_WRITE,
  readonlyCallRow,
  runnerOf,
  wordsOf,
} from './call.ts';

const BY_SHA = 'sha1 numkeys [key [key ...]] [arg [arg ...]]';

/** Whatever has another length is refused before anything else is looked at. */
const SHA_LENGTH = 40;

export const evaluate = command(
  {
    ...callRow,
    name: 'eval',
    since: '2.6.0',
    summary: 'Runs a Lua script as one unit.',
    keys: notedKeys,
  },
  (ctx, argv) => runnerOf(ctx).eval(ctx, argv[1], wordsOf(argv), READ_WRITE),
);

export const evaluateReadonly = command(
  {
    ...readonlyCallRow,
    name: 'eval_ro',
    summary: 'Runs a Lua script that may not write.',
    keys: notedReadonlyKeys,
  },
  (ctx, argv) => runnerOf(ctx).eval(ctx, argv[1], wordsOf(argv), READ_ONLY),
);

export const evaluateSha = command(
  {
    ...callRow,
    name: 'evalsha',
    since: '2.6.0',
    summary: 'Runs a cached Lua script, named by its SHA1.',
    syntax: BY_SHA,
  },
  (ctx, argv) => {
    if (argv[1].length !== SHA_LENGTH) throw NO_SCRIPT;
    return runnerOf(ctx).evalSha(ctx, argv[1], wordsOf(argv), READ_WRITE);
  },
);

export const evaluateShaReadonly = command(
  {
    ...readonlyCallRow,
    name: 'evalsha_ro',
    summary: 'Runs a cached Lua script that may not write.',
    syntax: BY_SHA,
  },
  (ctx, argv) => {
    if (argv[1].length !== SHA_LENGTH) throw NO_SCRIPT;
    return runnerOf(ctx).evalSha(ctx, argv[1], wordsOf(argv), READ_ONLY);
  },
);
