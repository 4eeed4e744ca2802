/** What the `lab` subcommands do: in one place, so that it is loaded only when it is needed. */
export { labCompare } from './compare.ts';
export { labExplore } from './explore.ts';
export { labList } from './list.ts';
export { labReplay } from './replay.ts';
export { labRun } from './run.ts';
