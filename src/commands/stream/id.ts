/** Stream ids among the arguments: exact ones, and the bounds of an interval. */
import type { ByteString } from '../../base/bytes.ts';
import { bytes } from '../../base/bytes.ts';
import { ErrorReply } from '../../base/reply.ts';
import { parseStreamId } from '../../engine/value/stream/id.ts';
import {
  MAX_STREAM_ID,
  MIN_STREAM_ID,
  nextStreamId,
  previousStreamId,
  type StreamId,
  type Uint64,
} from '../../structs/stream-id.ts';

export const INVALID_ID = new ErrorReply('ERR Invalid stream ID specified as stream command argument');
const INVALID_START = new ErrorReply('ERR invalid start ID for the interval');
const INVALID_END = new ErrorReply('ERR invalid end ID for the interval');

/** An id such as `5-1`, or `5` for `5-0`. @throws ErrorReply */
export function idArg(text: ByteString): StreamId {
  return exactId(text, 0);
}

/** Where an interval begins: `-`, `+`, an id, or `(` and an id for what comes after it. @throws ErrorReply */
export function startArg(text: ByteString): StreamId {
  const bound = boundArg(text, MIN_STREAM_ID.seq);
  if (!isExclusive(text)) return bound;
  const next = nextStreamId(bound);
  if (next === undefined) throw INVALID_START;
  return next;
}

/** Where an interval ends; an id without a sequence takes in all of its millisecond. @throws ErrorReply */
export function endArg(text: ByteString): StreamId {
  const bound = boundArg(text, MAX_STREAM_ID.seq);
  if (!isExclusive(text)) return bound;
  const previous = previousStreamId(bound);
  if (previous === undefined) throw INVALID_END;
  return previous;
}

function isExclusive(text: ByteString): boolean {
  return text.length > 1 && text.charCodeAt(0) === 40;
}

function boundArg(text: ByteString, missingSeq: Uint64): StreamId {
  if (text === '-') return MIN_STREAM_ID;
  if (text === '+') return MAX_STREAM_ID;
  return exactId(isExclusive(text) ? bytes(text.slice(1)) : text, missingSeq);
}

function exactId(text: ByteString, missingSeq: Uint64): StreamId {
  const id = parseStreamId(text, missingSeq);
  if (id === undefined) throw INVALID_ID;
  return id;
}
