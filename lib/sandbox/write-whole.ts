import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file so that a crash leaves the old or the new content, never a part. */
export function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}
