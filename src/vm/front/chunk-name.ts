/**
 * How messages show a chunk's name (lobject.c luaO_chunkid): `@file`, `=literal`, or the source itself.
 */

/** LUA_IDSIZE. */
const ROOM = 60;
const FILE_ROOM = ROOM - 8;
const SOURCE_ROOM = ROOM - 17;

export function showChunkName(name: string): string {
  const nul = name.indexOf('\0');
  const text = nul < 0 ? name : name.slice(0, nul);
  if (text.startsWith('=')) return text.slice(1, ROOM);
  if (text.startsWith('@')) {
    const file = text.slice(1);
    return file.length > FILE_ROOM ? `...${file.slice(file.length - FILE_ROOM)}` : file;
  }
  const lineEnd = text.search(/[\n\r]/);
  const length = Math.min(lineEnd < 0 ? text.length : lineEnd, SOURCE_ROOM);
  return `[string "${text.slice(0, length)}${length < text.length ? '...' : ''}"]`;
}
