/**
 * Turn: what the connections of a server have to say goes out when every socket that was readable in this turn
 * of the event loop has been read, as redis-server does before it sleeps. A write wakes the client's process if it
 * sleeps, which costs more than the write; of several in a row only the first does.
 */

/** Who has something to send at the end of the turn. */
export interface Flushable {
  flush(): void;
}

export class Turn {
  #waiting: Flushable[] = [];

  add(connection: Flushable): void {
    if (this.#waiting.push(connection) === 1) setImmediate(() => this.#end());
  }

  #end(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const connection of waiting) connection.flush();
  }
}
