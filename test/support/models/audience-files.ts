import { createHash } from 'node:crypto';
import type { FileVersion } from '../../../src/domain/promotion/file-version.ts';
import { AudienceFault, type AudienceFiles } from '../../../src/ports/audience-files.ts';

export interface ModelAudienceFiles extends AudienceFiles {
  put(file: string, bytes: Uint8Array): void;
  remove(file: string): void;
  /** What a file says now, or `null` when there is none. */
  read(file: string): string | null;
}

interface Kept {
  readonly version: FileVersion;
  readonly bytes: Uint8Array;
}

/** A model of the audience bucket, with versions or without; it passes the same conformance suite as the one in S3. */
export function createModelAudienceFiles({ keepsVersions }: { readonly keepsVersions: boolean }): ModelAudienceFiles {
  /** Every version of a file, the newest last; `null` where it was deleted. */
  const files = new Map<string, (Kept | null)[]>();
  let puts = 0;

  function add(file: string, kept: Kept | null): void {
    files.set(file, [...(keepsVersions ? (files.get(file) ?? []) : []), kept]);
  }

  function put(file: string, bytes: Uint8Array): void {
    puts += 1;
    const id = keepsVersions ? `version-${puts}` : null;
    add(file, { version: { id, etag: tagOf(bytes), bytes: bytes.length }, bytes });
  }

  const newest = (file: string) => files.get(file)?.at(-1) ?? null;

  return {
    async newest(file, signal) {
      signal.throwIfAborted();
      return newest(file)?.version ?? null;
    },
    async open(file, { id, etag }, signal) {
      signal.throwIfAborted();
      const kept = id === null ? newest(file) : files.get(file)?.find((other) => other?.version.id === id);
      if (kept?.version.etag !== etag) throw new AudienceFault(`${file} was replaced or deleted`);
      return once(kept.bytes);
    },
    async write(file, text, signal) {
      signal.throwIfAborted();
      put(file, Buffer.from(text));
    },
    put,
    remove: (file) => add(file, null),
    read: (file) => {
      const bytes = newest(file)?.bytes;
      return bytes === undefined ? null : Buffer.from(bytes).toString();
    },
  };
}

/** As S3 tags what was put there in one piece. */
export function tagOf(bytes: Uint8Array): string {
  return `"${createHash('md5').update(bytes).digest('hex')}"`;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
