/**
 * The socket level: connections of one process to the instances, over the links, as TCP makes them: a handshake that a
 * partition holds up, a refusal where nobody listens, an end that is heard one way later, and a reset that is heard
 * once the way back is free.
 */
import type { Connection as Door } from '../../doors/connection.ts';
import type { Engine } from '../../redis.ts';
import type { Server } from '../instance/server.ts';
import { openDoor } from '../instance/socket-door.ts';
import type { Line, Network, Peer, SocketEnd, SocketFault } from '../process/network.ts';
import type { Sender } from '../run/recorder.ts';
import type { Machine } from '../world/machine.ts';
import type { Connection, Link } from './link.ts';
import { readableReply, readableRequest } from './resp-text.ts';

/** An instance, and the way there. */
export interface Route {
  readonly server: Server;
  readonly link: Link;
}

/** Where every instance listens. */
export const PORT = 6379;
const FIRST_LOCAL_PORT = 40_000;
const LOCAL_ADDRESS = '10.0.1.1';

/** The address of the instance in that place, from 0. */
export function addressOf(place: number): string {
  return `10.0.0.${place + 1}`;
}

export class SocketNetwork implements Network {
  readonly localAddress = LOCAL_ADDRESS;
  readonly #machine: Machine;
  readonly #sender: () => Sender;
  readonly #routes = new Map<string, Route>();
  readonly #names = new Map<string, string>();
  #lastPort = FIRST_LOCAL_PORT;

  /**
   * @param routes to the instances, whose names can be looked up
   * @param sender in whose name the process acts now
   */
  constructor(machine: Machine, routes: readonly Route[], sender: () => Sender) {
    this.#machine = machine;
    this.#sender = sender;
    routes.forEach((route, place) => {
      this.#routes.set(addressOf(place), route);
      this.#names.set(route.server.name, addressOf(place));
    });
  }

  resolve(name: string): string | undefined {
    return name === 'localhost' ? '127.0.0.1' : this.#names.get(name);
  }

  connect(peer: Peer, end: SocketEnd): Line {
    const localPort = ++this.#lastPort;
    const route = peer.port === PORT ? this.#routes.get(peer.address) : undefined;
    if (route === undefined) return refuse(this.#machine, { localPort, end });
    return new SimulatedLine(this.#machine, route, { localPort, peer, end, sender: this.#sender });
  }
}

/** Nobody listens there, and the process's own machine knows. */
function refuse(machine: Machine, { localPort, end }: { localPort: number; end: SocketEnd }): Line {
  let isClosed = false;
  machine.defer(() => {
    if (!isClosed) end.failed('ECONNREFUSED');
  });
  const close = () => {
    isClosed = true;
  };
  return { localPort, write: () => {}, end: () => {}, close };
}

interface LineEnds {
  readonly localPort: number;
  readonly peer: Peer;
  readonly end: SocketEnd;
  readonly sender: () => Sender;
}

class SimulatedLine implements Line {
  readonly localPort: number;
  readonly #machine: Machine;
  readonly #route: Route;
  readonly #ends: LineEnds;
  readonly #connection: Connection;
  #door: Door | undefined;
  #isAccepted = false;
  /** The instance has said that it says no more. */
  #isEnded = false;
  /** The process neither sends nor hears. */
  #isClosed = false;

  constructor(machine: Machine, route: Route, ends: LineEnds) {
    this.localPort = ends.localPort;
    this.#machine = machine;
    this.#route = route;
    this.#ends = ends;
    this.#connection = route.link.open(() => this.#lose(), 0);
    this.#connection.send({ way: 'to', text: () => 'connect', deliver: () => this.#accept() });
  }

  write(bytes: Buffer): void {
    const sender = this.#ends.sender();
    this.#connection.send({
      way: 'to',
      text: () => readableRequest(bytes),
      deliver: () => this.#serve(sender, (door) => door.receive(bytes, 0, bytes.length)),
    });
  }

  end(): void {
    this.#connection.send({
      way: 'to',
      text: () => 'end',
      deliver: () => {
        this.#door?.lost();
        this.#door = undefined;
        this.#endBack();
      },
    });
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (!this.#connection.isOpen) return;
    const deliver = () => {
      this.#door?.lost();
      this.#connection.close();
    };
    this.#connection.send({ way: 'to', text: () => 'close', deliver });
  }

  #accept(): void {
    const { engine } = this.#route.server;
    if (engine === undefined) {
      this.#fail(this.#connection, 'ECONNREFUSED');
      return;
    }
    this.#door = this.#openDoor(engine);
    const opened = () => {
      this.#isAccepted = true;
      this.#tell((end) => end.opened());
    };
    this.#connection.send({ way: 'from', text: () => 'accepted', deliver: opened });
  }

  #openDoor(engine: Engine): Door {
    const { peer, localPort } = this.#ends;
    return openDoor(engine, {
      addr: `${LOCAL_ADDRESS}:${localPort}`,
      laddr: `${peer.address}:${peer.port}`,
      say: (bytes) =>
        this.#connection.send({
          way: 'from',
          text: () => readableReply(bytes),
          deliver: () => this.#tell((end) => end.received(bytes)),
        }),
      end: () => this.#endBack(),
    });
  }

  #endBack(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#connection.send({
      way: 'from',
      text: () => 'end',
      deliver: () => this.#tell((end) => end.ended()),
    });
  }

  #serve(sender: Sender, work: (door: Door) => void): void {
    const door = this.#door;
    if (door !== undefined) this.#route.server.serve(sender, () => work(door));
  }

  /** The link or the instance has ended it. */
  #lose(): void {
    this.#connection.afterArrival(() => {
      this.#door?.lost();
      this.#door = undefined;
    });
    this.#sayReset();
  }

  /** A reset goes its way as anything else: held back by a partition, and told anew when another reset loses it. */
  #sayReset(): void {
    if (this.#isClosed || this.#machine.state === 'dead') return;
    const bearer = this.#route.link.open(() => this.#sayReset(), 0);
    this.#fail(bearer, this.#isAccepted ? 'ECONNRESET' : 'ECONNREFUSED');
  }

  #fail(bearer: Connection, fault: SocketFault): void {
    const deliver = () => {
      bearer.close();
      this.#tell((end) => end.failed(fault));
    };
    bearer.send({ way: 'from', text: () => 'reset', deliver });
  }

  #tell(hear: (end: SocketEnd) => void): void {
    if (!this.#isClosed) hear(this.#ends.end);
  }
}
