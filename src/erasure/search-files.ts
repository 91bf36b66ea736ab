import { gzipSync } from 'node:zlib';
import { namesPerson, type Person } from '../domain/erasure/person.ts';
import { AudienceFault } from '../ports/audience-files.ts';
import type { FileVersions, StoredFileVersion } from '../ports/file-versions.ts';
import { fileRows, hasRows } from './file-rows.ts';

/** What a look through all versions of all files came to. */
export interface FoundInFiles {
  /** Versions that name the person, each with the number of its rows that do. */
  readonly versions: readonly { readonly version: StoredFileVersion; readonly rows: number }[];
  /** Versions of which nobody can tell, with the reason. */
  readonly unread: readonly { readonly version: StoredFileVersion; readonly because: string }[];
  readonly files: number;
  readonly looked: number;
  readonly rows: number;
}

/** The versions of these files, which nobody looks into: they name the customers of a shop that is gone. */
export async function filesOfShop(
  files: FileVersions,
  isTheirs: (file: string) => boolean,
  signal: AbortSignal,
): Promise<FoundInFiles> {
  const unread: { version: StoredFileVersion; because: string }[] = [];
  for await (const version of files.all(signal)) {
    if (isTheirs(version.file)) unread.push({ version, because: "it names the shop's customers: delete it" });
  }
  return { versions: [], unread, files: new Set(unread.map(({ version }) => version.file)).size, looked: 0, rows: 0 };
}

/** Looks for the person in every version of every file but those that are left out. Of a file, some rows are in memory. */
export async function searchFiles(
  files: FileVersions,
  person: Person,
  leaveOut: (file: string) => boolean,
  signal: AbortSignal,
): Promise<FoundInFiles> {
  const versions: { version: StoredFileVersion; rows: number }[] = [];
  const unread: { version: StoredFileVersion; because: string }[] = [];
  const names = new Set<string>();
  let looked = 0;
  let rows = 0;
  for await (const version of files.all(signal)) {
    if (leaveOut(version.file)) continue;
    names.add(version.file);
    if (!hasRows(version.file)) {
      unread.push({ version, because: 'it is neither CSV nor JSON Lines' });
      continue;
    }
    try {
      let theirs = 0;
      for await (const { fields } of fileRows(version.file, await files.open(version, signal))) {
        rows += 1;
        if (namesPerson(person, fields)) theirs += 1;
      }
      looked += 1;
      if (theirs > 0) versions.push({ version, rows: theirs });
    } catch (error) {
      // It quotes nothing of a row.
      if (!(error instanceof AudienceFault)) throw error;
      unread.push({ version, because: error.message });
    }
  }
  return { versions, unread, files: names.size, looked, rows };
}

/**
 * Takes the person out of a version: an older one is deleted; the newest is first replaced by its other rows, unpacked and packed as it
 * was.
 */
export async function eraseVersion(
  files: FileVersions,
  version: StoredFileVersion,
  person: Person,
  signal: AbortSignal,
): Promise<'erased' | 'changed'> {
  if (version.isNewest) {
    const kept: Buffer[] = [];
    for await (const { bytes, fields } of fileRows(version.file, await files.open(version, signal))) {
      if (!namesPerson(person, fields)) kept.push(bytes);
    }
    const plain = Buffer.concat(kept);
    const bytes = version.file.endsWith('.gz') ? gzipSync(plain) : plain;
    if ((await files.replace(version, bytes, signal)) === 'changed') return 'changed';
  }
  if (version.id !== null) await files.remove(version, signal);
  return 'erased';
}
