/** `net`, `tls` and `dns` of a simulated process: sockets and names of the simulated network, and no servers. */
import { isIP, isIPv4, isIPv6 } from 'node:net';
import { promisify } from 'node:util';
import { lookupError } from './system-error.ts';
import { type ConnectOptions, type SocketSite, VirtualSocket } from './virtual-socket.ts';

type Listener = () => void;
type ConnectArguments = readonly (ConnectOptions | number | string | Listener | undefined)[];

/** What the lab has no simulation of, and a library called. */
function refused(what: string): () => never {
  return () => {
    throw new Error(`the lab does not simulate ${what}`);
  };
}

/** `node:net`. */
export function virtualNet(site: SocketSite): Readonly<Record<string, unknown>> {
  class Socket extends VirtualSocket {
    constructor(options?: ConnectOptions) {
      super(site, options);
    }

    connect(...given: ConnectArguments): this {
      const { options, listener } = readArguments(given);
      if (options.path !== undefined) refused(`unix sockets such as ${options.path}`)();
      if (listener !== undefined) this.once('connect', listener);
      return this.open(options);
    }
  }
  const connect = (...given: ConnectArguments) => new Socket(readArguments(given).options).connect(...given);
  return {
    Socket,
    Stream: Socket,
    connect,
    createConnection: connect,
    isIP,
    isIPv4,
    isIPv6,
    createServer: refused('servers in a process'),
    getDefaultAutoSelectFamily: () => false,
    setDefaultAutoSelectFamily: () => {},
  };
}

/** As Node takes them: an object, or a port and perhaps a host, or a path; then a listener. */
function readArguments(given: ConnectArguments): { options: ConnectOptions; listener?: Listener } {
  const [first, second] = given;
  const listener = given.find((each): each is Listener => typeof each === 'function');
  const found = listener === undefined ? {} : { listener };
  if (typeof first === 'object') return { options: first, ...found };
  if (typeof first === 'string' && Number.isNaN(Number(first))) return { options: { path: first }, ...found };
  const port = first as number | string;
  return { options: typeof second === 'string' ? { port, host: second } : { port }, ...found };
}

/** `node:tls`: there to be required, not to be used. */
export function virtualTls(): Readonly<Record<string, unknown>> {
  const tls = refused('TLS');
  return { connect: tls, createSecureContext: tls, createServer: tls, TLSSocket: tls };
}

interface Found {
  readonly address: string;
  readonly family: number;
}
interface LookupOptions {
  readonly all?: boolean;
}
type Answer = (error: Error | null, address?: string | readonly Found[], family?: number) => void;

/** `node:dns`: names of the simulated network. */
export function virtualDns({ world, network }: SocketSite): Readonly<Record<string, unknown>> {
  const find = (name: string): Found | undefined => {
    const address = isIP(name) === 0 ? network.resolve(name) : name;
    return address === undefined ? undefined : { address, family: isIP(address) };
  };
  const lookup = (name: string, given: LookupOptions | number | Answer, last?: Answer) => {
    const answer = (typeof given === 'function' ? given : last) as Answer;
    const isAll = typeof given === 'object' && given.all === true;
    world.defer(() => {
      const found = find(name);
      if (found === undefined) answer(lookupError(name));
      else if (isAll) answer(null, [found]);
      else answer(null, found.address, found.family);
    });
  };
  const lookupLater = (name: string, options?: LookupOptions) =>
    new Promise((resolve, reject) =>
      world.defer(() => {
        const found = find(name);
        if (found === undefined) reject(lookupError(name));
        else resolve(options?.all === true ? [found] : found);
      }),
    );
  const records = refused('DNS records');
  const promises = { lookup: lookupLater, resolve: records, resolveSrv: records };
  return {
    lookup: Object.assign(lookup, { [promisify.custom]: lookupLater }),
    resolve: records,
    resolveSrv: records,
    promises,
  };
}
