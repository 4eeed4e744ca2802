/** The libraries that the lab knows by name: ours, and five that are published. */
import type { LabAdapter } from './adapter.ts';
import { redlock4Adapter } from './published/redlock4.ts';
import { redlock5Adapter, sesamecareAdapter } from './published/redlock5.ts';
import { semaphoreAdapter } from './published/semaphore.ts';
import { universalAdapter } from './published/universal.ts';
import { tidelockAdapter } from './tidelock.ts';

/** A library by its name, and the package that must be installed for it; none for ours. */
export interface KnownLibrary {
  readonly name: string;
  readonly packageName: string | undefined;
  /** What npm is asked for. */
  readonly install: string;
  readonly open: () => LabAdapter;
}

/** Every library that the lab knows, ours first. */
export const LIBRARIES: readonly KnownLibrary[] = [
  { name: 'tidelock', packageName: undefined, install: 'tidelock', open: () => tidelockAdapter() },
  {
    name: 'redlock@4',
    packageName: 'redlock4',
    install: 'redlock4@npm:redlock@4',
    open: () => redlock4Adapter(),
  },
  { name: 'redlock@5', packageName: 'redlock', install: 'redlock@5.0.0-beta.2', open: redlock5Adapter },
  {
    name: '@sesamecare-oss/redlock',
    packageName: '@sesamecare-oss/redlock',
    install: '@sesamecare-oss/redlock',
    open: sesamecareAdapter,
  },
  {
    name: 'redlock-universal',
    packageName: 'redlock-universal',
    install: 'redlock-universal',
    open: universalAdapter,
  },
  {
    name: 'redis-semaphore',
    packageName: 'redis-semaphore',
    install: 'redis-semaphore',
    open: semaphoreAdapter,
  },
];

/** The library of this name. @throws RangeError that names the libraries there are */
export function libraryOf(name: string): KnownLibrary {
  const found = LIBRARIES.find((library) => library.name === name);
  if (found !== undefined) return found;
  const names = LIBRARIES.map((library) => library.name).join(', ');
  throw new RangeError(`no library is called ${name}: there are ${names}`);
}
