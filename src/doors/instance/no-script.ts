/** How clients tell that a server does not know a script: by the server's own first word. */

export function isNoScript(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('NOSCRIPT');
}
