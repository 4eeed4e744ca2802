/** Lets Node import a shipped script as its text, as the build does: `tsx --import ./test/support/lua-as-text.mjs`. */
import { register } from 'node:module';

const hook = `
  import { readFileSync } from 'node:fs';
  import { fileURLToPath } from 'node:url';
  export function load(url, context, next) {
    if (!url.endsWith('.lua')) return next(url, context);
    const text = readFileSync(fileURLToPath(url), 'utf8');
    return { format: 'module', source: 'export default ' + JSON.stringify(text), shortCircuit: true };
  }`;

register(`data:text/javascript,${encodeURIComponent(hook)}`);
