/** Writes a report into a file, and says so on standard error. */
import { writeFile } from 'node:fs/promises';
import { reasonOf } from '../reason.ts';

/** Does nothing without a file. @throws Error that names the file */
export async function writeReport(file: string | undefined, text: () => string): Promise<void> {
  if (file === undefined) return;
  await writeFile(file, text()).catch((error: unknown) => {
    throw new Error(`cannot write ${file}: ${reasonOf(error)}`);
  });
  console.error(`written: ${file}`);
}
