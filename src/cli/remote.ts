/** A connection to a server elsewhere, for one request at a time. */
import { connect as dial, type Socket } from 'node:net';
import { type ByteString, fromText } from '../base/bytes.ts';
import { ErrorReply, type Reply } from '../base/reply.ts';
import { ReplyDecoder } from '../wire/reply-decoder.ts';
import { encodeRequest } from '../wire/request.ts';
import { reasonOf } from './reason.ts';

export interface Remote {
  /** @throws Error when the connection ends before the reply has come */
  call(argv: readonly ByteString[]): Promise<Reply>;
  close(): void;
}

/** Connects, authenticates and selects as a `redis://` or `unix://` URL says. @throws Error with the cause */
export async function connect(url: string): Promise<Remote> {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  if (target === undefined || !['redis:', 'unix:'].includes(target.protocol))
    throw new Error(`${url} is no URL of a server: redis://host:port or unix:///path is wanted`);
  const socket = await open(target);
  const remote = { call: callOver(socket), close: () => socket.destroy() };
  try {
    await introduce(remote, target);
    return remote;
  } catch (error) {
    remote.close();
    throw error;
  }
}

function open(target: URL): Promise<Socket> {
  const socket =
    target.protocol === 'unix:'
      ? dial(decodeURIComponent(target.pathname))
      : dial(Number(target.port || 6379), target.hostname.replace(/^\[|\]$/g, '') || '127.0.0.1');
  return new Promise((resolve, reject) => {
    socket.once('error', (error) =>
      reject(new Error(`cannot connect to ${target.host || target.pathname}: ${reasonOf(error)}`)),
    );
    socket.once('connect', () => resolve(socket));
  });
}

async function introduce(remote: Remote, target: URL): Promise<void> {
  const words: ByteString[][] = [];
  const credentials = [target.username, target.password]
    .filter((word) => word !== '')
    .map(decodeURIComponent);
  if (credentials.length > 0) words.push(['AUTH', ...credentials].map(fromText));
  const db = target.protocol === 'redis:' ? target.pathname.slice(1) : '';
  if (db !== '') words.push(['SELECT', db].map(fromText));
  for (const argv of words) {
    const reply = await remote.call(argv);
    if (reply instanceof ErrorReply) throw new Error(`${argv[0]}: ${reply.text}`);
  }
}

function callOver(socket: Socket): Remote['call'] {
  const decoder = new ReplyDecoder();
  return (argv) =>
    new Promise((resolve, reject) => {
      const onData = (chunk: Buffer): void => {
        decoder.feed(chunk);
        const reply = decoder.next();
        if (reply === undefined) return;
        settle();
        resolve(reply);
      };
      const onClose = (): void => {
        settle();
        reject(new Error('the server closed the connection'));
      };
      const onError = (error: Error): void => {
        settle();
        reject(error);
      };
      const settle = (): void => void socket.off('data', onData).off('close', onClose).off('error', onError);
      socket.on('data', onData).on('close', onClose).on('error', onError);
      socket.write(encodeRequest(argv), 'latin1');
    });
}
