/** Errors as Node makes them of what the system says: the text, and the fields that clients read. */
import type { Peer, SocketFault } from './network.ts';

/** Of Linux, as Node has them. */
const NUMBERS = { ECONNREFUSED: -111, ECONNRESET: -104, ENOENT: -2, ENOTFOUND: -3008 };

interface SystemFields {
  readonly code: keyof typeof NUMBERS;
  readonly syscall: string;
}

function systemError<Fields extends SystemFields>(text: string, fields: Fields): Error & Fields {
  return Object.assign(new Error(text), { errno: NUMBERS[fields.code], ...fields });
}

/** @param peer for an attempt to connect */
export function socketError(code: SocketFault, syscall: 'connect' | 'read', peer?: Peer): Error {
  if (peer === undefined) return systemError(`${syscall} ${code}`, { code, syscall });
  return systemError(`${syscall} ${code} ${peer.address}:${peer.port}`, { code, syscall, ...peer });
}

/** Of a name that nobody has. */
export function lookupError(hostname: string): Error {
  return systemError(`getaddrinfo ENOTFOUND ${hostname}`, {
    code: 'ENOTFOUND',
    syscall: 'getaddrinfo',
    hostname,
  });
}

/** Of a file that the process may not see. */
export function fileError(path: string): Error {
  return systemError(`ENOENT: no such file or directory, open '${path}'`, {
    code: 'ENOENT',
    syscall: 'open',
    path,
  });
}
