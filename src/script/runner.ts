/** Scripts: the script runner of an engine. */
import type { ByteString } from '../base/bytes.ts';
import { NO_SCRIPT } from '../base/errors.ts';

/** Stands in until the VM is wired: every script is unknown. */
export class Scripts {
  eval(): never {
    throw NO_SCRIPT;
  }

  evalSha(): never {
    throw NO_SCRIPT;
  }

  load(): never {
    throw NO_SCRIPT;
  }

  exists(): boolean {
    return false;
  }

  flush(): void {}

  sources(): ReadonlyMap<ByteString, ByteString> {
    return new Map();
  }

  memory(): { readonly vm: number; readonly scripts: number; readonly count: number } {
    return { vm: 0, scripts: 0, count: 0 };
  }
}
