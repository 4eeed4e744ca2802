/** The port between a simulated process and whatever network it is on. What comes in comes in turns of the process. */

/** Where a server listens: a literal address, not a name. */
export interface Peer {
  readonly address: string;
  readonly port: number;
}

/** Why a connection fails, in the system's own word. */
export type SocketFault = 'ECONNREFUSED' | 'ECONNRESET';

/** The near end of a connection, as the network tells it. After `failed` or `ended` nothing more is told. */
export interface SocketEnd {
  opened(): void;
  received(bytes: Buffer): void;
  /** The other side sends no more. */
  ended(): void;
  failed(fault: SocketFault): void;
}

/** A connection, as its process uses it; it exists from the first attempt on. */
export interface Line {
  /** The port of the near end. */
  readonly localPort: number;
  /** The bytes belong to the line from now on. */
  write(bytes: Buffer): void;
  /** Nothing more is sent. */
  end(): void;
  /** Nothing more is sent or heard. */
  close(): void;
}

export interface Network {
  /** The address of this process. */
  readonly localAddress: string;
  /** The address behind a name; undefined when nobody has it. */
  resolve(name: string): string | undefined;
  connect(peer: Peer, end: SocketEnd): Line;
}

const NO_LINE: Line = { localPort: 0, write: () => {}, end: () => {}, close: () => {} };

/** A process that is on no network: nobody answers. */
export const NO_NETWORK: Network = {
  localAddress: '127.0.0.1',
  resolve: () => undefined,
  connect: () => NO_LINE,
};
