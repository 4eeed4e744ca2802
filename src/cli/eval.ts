/** `tidelock eval`: a script file with keys and arguments, on an engine of its own or on a server. */
import { readFile } from 'node:fs/promises';
import { type ByteString, bytes, fromBuffer, fromText } from '../base/bytes.ts';
import { ErrorReply, type Reply } from '../base/reply.ts';
import { SYNCHRONOUS_DOOR } from '../doors/plain.ts';
import { Engine } from '../redis.ts';
import { reasonOf } from './reason.ts';
import { connect } from './remote.ts';
import { formatReply } from './reply-text.ts';

export interface EvalOptions {
  readonly url?: string;
  readonly raw?: boolean;
}

export async function runScript(file: string, words: readonly string[], options: EvalOptions): Promise<void> {
  const script = fromBuffer(await readScript(file));
  const { keys, args } = splitWords(words);
  const request = [bytes('EVAL'), script, bytes(String(keys.length)), ...keys, ...args];
  const reply = options.url === undefined ? runHere(request) : await runThere(options.url, request);
  const raw = options.raw ?? !process.stdout.isTTY;
  process.stdout.write(formatReply(reply, { raw }));
  if (reply instanceof ErrorReply) process.exitCode = 1;
}

async function readScript(file: string): Promise<Uint8Array> {
  if (file !== '-')
    return readFile(file).catch((error: unknown) => {
      throw new Error(`cannot read the script ${file}: ${reasonOf(error)}`);
    });
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Words before the lone comma are keys, words after it arguments. */
function splitWords(words: readonly string[]): { keys: ByteString[]; args: ByteString[] } {
  const comma = words.indexOf(',');
  const encoded = words.map(fromText);
  if (comma < 0) return { keys: encoded, args: [] };
  return { keys: encoded.slice(0, comma), args: encoded.slice(comma + 1) };
}

function runHere(request: readonly ByteString[]): Reply {
  const engine = new Engine();
  const { core } = engine;
  const session = core.openSession(SYNCHRONOUS_DOOR);
  session.mayBlock = false;
  session.terms = { maySuspend: false };
  const reply = core.executor.execute(session, core.commands.get('eval'), request);
  return reply ?? null;
}

async function runThere(url: string, request: readonly ByteString[]): Promise<Reply> {
  const remote = await connect(url);
  try {
    return await remote.call(request);
  } finally {
    remote.close();
  }
}
